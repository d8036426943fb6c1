"""Irregular verbs of English: forms that no stemmer brings together, so that “when did it begin” finds “it began”."""

_FORMS = """
    arise arose arisen
    bear bore borne
    beat beaten
    become became
    begin began begun
    bind bound
    bite bit bitten
    blow blew blown
    break broke broken
    bring brought
    build built
    burn burnt
    buy bought
    catch caught
    choose chose chosen
    creep crept
    deal dealt
    dig dug
    draw drew drawn
    drink drank drunk
    drive drove driven
    eat ate eaten
    fall fell fallen
    feed fed
    feel felt
    fight fought
    find found
    flee fled
    fly flew flown
    forbid forbade forbidden
    forget forgot forgotten
    freeze froze frozen
    grow grew grown
    hang hung
    hear heard
    hide hid hidden
    hold held
    keep kept
    know knew known
    lay laid
    lead led
    leave left
    lend lent
    lose lost
    meet met
    pay paid
    ride rode ridden
    ring rang rung
    rise rose risen
    run ran
    seek sought
    sell sold
    send sent
    shake shook shaken
    shoot shot
    shrink shrank shrunk
    sing sang sung
    sink sank sunk
    sit sat
    sleep slept
    speak spoke spoken
    spend spent
    spin spun
    stand stood
    steal stole stolen
    strike struck stricken
    swear swore sworn
    sweep swept
    swim swam swum
    swing swung
    teach taught
    tear tore torn
    think thought
    throw threw thrown
    understand understood
    wake woke woken
    wear wore worn
    weave wove woven
    win won
    write wrote written
"""

SAME_VERB = tuple(line.strip() for line in _FORMS.splitlines() if line.strip())
"""The forms of one verb in each string, the first as a question has it behind “did”."""
