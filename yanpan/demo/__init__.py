"""The demonstration: invented news sites on loopback, told apart from real ones by the mark 示例."""
