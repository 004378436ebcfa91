"""The command line: parse, call one function of the room that owns the verb, print."""
