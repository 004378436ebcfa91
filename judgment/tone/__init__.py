"""How a report reads for the workers: three engines behind one interface."""
