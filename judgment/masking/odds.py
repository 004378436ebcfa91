"""What speaks for a name and against it, in hundredths of log-odds.

Chosen on one half of the excerpts and checked on the other; see benchmarks/masking.
"""

from __future__ import annotations

ACCEPT = 440
ACCEPT_ROLE = 280
ACCEPT_BARE = 430  # where nothing but its sound speaks for a name
# In a text that is not about work or courts names without a role are those of artists, athletes and writers, or of clubs, games
# and far places that sound like names: there what only people do must follow, and the sound must be sure.
ACCEPT_ELSEWHERE = 800
TWO_CHARACTERS = 170  # a name of two characters needs this much more
ROLE = 260
OWN_ROLE = 330  # directly behind a private role
NEXT = 90
AGAIN = 70
GRAMMAR = 300
GRAMMAR_CLOSED = 120  # the same where what follows is what people do, and the surname is no preposition
FLOOR_AFTER_ROLE = -160
FLOOR = 60  # below this no surroundings make a name
# What is added for a character that ends no given name: no sum with it is a name's.
NO_GIVEN = -9999
