"""Articles to judgments, disputes and urgency; every result can say why."""
