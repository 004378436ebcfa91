"""What speaks for a name and against it, in hundredths of log-odds.

Chosen on one half of the excerpts and checked on the other; see benchmarks/masking.
"""

from __future__ import annotations

ACCEPT = 440
ACCEPT_ROLE = 280
# Natural log-odds: a name that goes in vain costs less than a person who stays. Between the two the sound decides.
ACCEPT_LEARNED, REFUSE_LEARNED = -1.5, -7.0
SURE_SOUND = 650  # sounds so much like a name that nothing need stand beside it
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
FLOOR_AGAIN = -250  # for what recurs
FLOOR = 60  # below this no surroundings make a name
# A character of everyday words that no name of the dictionary has (摔); behind a role it may be one all the same.
NEVER_GIVEN = -150
# What is added for a character that ends no given name: no sum with it is a name's.
NO_GIVEN = -9999
