"""How much help a dispute needs, 0..100 and level 一 to 四, and why."""
