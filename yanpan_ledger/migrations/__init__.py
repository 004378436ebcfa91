"""Schema steps: one branch a room, so that rooms migrate without knowing each other."""
