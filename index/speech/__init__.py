"""Reading who says what in an English sentence: its words, verbs of speech, speakers, and what they said."""
