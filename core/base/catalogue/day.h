/* The clock of the day: its rules, its words, the verbs that make and run a jam. */
TEXT(DAY_NO_AGENDA, "The jam has no agenda, so there is nothing to run; make the jam from one.")
TEXT(DAY_BAD_SPEED, "A rehearsal runs 2 to 3600 times as fast as the day.")
TEXT(DAY_RUNS, "The day has begun already; pause, next and back change its clock, reset "
     "takes the start back.")
TEXT(DAY_NOT_STARTED, "The day has not begun; start it first.")
TEXT(DAY_IS_OVER, "The day is over; back goes to its last phase, start begins it anew.")
TEXT(DAY_IS_PAUSED, "The clock is paused already; resume goes on.")
TEXT(DAY_NOT_PAUSED, "The clock is not paused; there is nothing to resume.")
TEXT(DAY_IS_FIRST, "This is the first phase; there is none to go back to.")
TEXT(DAY_BAD_MINUTES, "Give the minutes as a number from 1 to 600.")
TEXT(DAY_LEFT_SECONDS, "{time} left")
TEXT(DAY_LEFT_HOURS, "{hours} h {rest} left")
TEXT(DAY_LEFT, "{minutes} min left")
TEXT(DAY_PAUSED_HOURS, "paused, {hours} h {rest} left")
TEXT(DAY_PAUSED, "paused, {minutes} min left")
TEXT(DAY_PAUSED_OVER, "paused, {minutes} min over")
TEXT(DAY_PAUSED_UP, "paused, time is up")
TEXT(DAY_UP, "time is up")
TEXT(DAY_OVERRUN, "{minutes} min over")
TEXT(DAY_OVER, "the day is over")
TEXT(DAY_BEGINS_AT, "begins at {time}")
TEXT(DAY_NO_JAM, "{folder}: there is no jam here; name the folder that holds jam.db")
TEXT(DAY_NOT_FACILITATOR, "{folder}: only facilitators can do this; ask one of them")
TEXT(DAY_NO_RECORD, "{folder}: this jam has no clock yet; a facilitator starts it")
TEXT(DAY_TORN, "{file}: the clock can't be read, since its record is not whole; a facilitator's "
               "next step writes it anew")
TEXT(NOTICE_LENGTH, "An announcement has from 1 to {most} letters; write it shorter, or in two.")
TEXT(JAM_FOLDER_IN_USE, "{folder}: something is there already; name a new folder")
TEXT(JAM_NO_TOPICS, "{folder}: there is no such folder of topics; name one with a folder for each "
                    "topic in it")
TEXT(TEAM_NO_GROUP, "There is no group \"{group}\" on this machine; ask who looks after it, or leave "
                    "--group out.")
TEXT(TEAM_NOT_IN_GROUP, "You can't give files to the group \"{group}\", since you are not in it; ask "
                        "who looks after this machine.")
TEXT(TEAM_NO_TOPIC, "There is no topic \"{topic}\" in {folder}; did you mean \"{nearest}\"?")
TEXT(TEAM_NO_TOPICS, "There is no topic \"{topic}\", nor any other in {folder}; put a folder for each "
                     "topic there.")
TEXT(TEAM_FOLDER_EXISTS, "{folder}: a team with this folder is there already; take another name")
TEXT(TEAM_BAD_NAME, "A team's name has letters or figures in it, and 64 bytes at most.")
TEXT(NEW_SUMMARY, "makes a jam: its folder with agenda and topics")
TEXT(NEW_EXAMPLES, "Examples:\n"
                   "  datajam new spring-jam --agenda agenda.csv --topics topics\n"
                   "                                    a jam with a copy of these topics")
TEXT(NEW_MORE, "The agenda is a CSV file with the columns time, title, minutes, kind, fixed (yes for\n"
               "what begins at its time whatever came before) and note; the last three may be missing.\n"
               "What is wrong in it is told with its line, and then nothing is made.")
TEXT(NEW_OPTION_AGENDA, "the agenda, a CSV file")
TEXT(NEW_OPTION_TOPICS, "a folder with a folder for each topic, which is copied")
TEXT(NEW_NEEDS_AGENDA, "a jam needs an agenda: --agenda FILE")
TEXT(NEW_MADE, "{folder} is ready. Add teams: datajam team add {folder} NAME --topic TOPIC")
TEXT(TEAM_SUMMARY, "adds a team to a jam, with its topic and the topic's data")
TEXT(TEAM_EXAMPLES, "Examples:\n"
                    "  datajam team add spring-jam North --topic long-term-clients\n"
                    "  datajam team add spring-jam South --topic benefits --group team-south\n"
                    "                                    only that group can open it")
TEXT(TEAM_MORE, "The team's file is teams/NAME/team.db in the jam's folder. With --group, the folder and\n"
                "all that will be in it belong to that Unix group and are closed to everybody else.")
TEXT(TEAM_OPTION_TOPIC, "the folder of its topic, below topics")
TEXT(TEAM_OPTION_GROUP, "the Unix group that alone can open it")
TEXT(TEAM_ONLY_ADD, "\"{word}\" can't be done with a team; write: datajam team add JAM NAME --topic TOPIC")
TEXT(TEAM_NEEDS_TOPIC, "a team needs a topic: --topic TOPIC")
TEXT(TEAM_ADDED, "{team} is ready: {datasets} {datasets:dataset|datasets}, {rows} {rows:row|rows}. "
                 "Open it: datajam join {jam}/{folder}")
TEXT(CLOCK_SUMMARY, "the clock of a jam: what it says, and what facilitators do to it")
TEXT(CLOCK_EXAMPLES, "Examples:\n"
                     "  datajam clock spring-jam start                the day begins now\n"
                     "  datajam clock spring-jam start --at 09:00     or at its time\n"
                     "  datajam clock spring-jam next                 on to the next phase\n"
                     "  datajam clock spring-jam extend 10            this phase gets 10 minutes more\n"
                     "  datajam clock spring-jam reset                after a trial: as before the start\n"
                     "  datajam clock spring-jam say Lunch is served  every console shows it\n"
                     "  datajam clock spring-jam status               phase, state, time left, what is next\n"
                     "  datajam clock spring-jam show                 full-screen, for the projector")
TEXT(CLOCK_MORE, "pause and resume stop the time and let it go on; back returns to the phase before, which\n"
                 "goes on where it was left. What is fixed in the agenda stays at its time, and the phases\n"
                 "before it get shorter when the day is late; move MIN moves what is fixed. A phase that is\n"
                 "over counts up until next. status gives lines of NAME=VALUE; remaining is in seconds,\n"
                 "below 0 when the time is over.")
TEXT(CLOCK_OPTION_AS, "who does it, for the log")
TEXT(CLOCK_OPTION_AT, "start: when the first phase begins")
TEXT(CLOCK_OPTION_REHEARSE, "start: a rehearsal, N times as fast as the day")
TEXT(CLOCK_OPTION_TO, "say: to one team only")
TEXT(CLOCK_BAD_TIME, "\"{time}\" is no time; write it as 09:30")
TEXT(CLOCK_NEEDS_MINUTES, "{word} needs a number of minutes behind it")
TEXT(CLOCK_NOW, "{phase}: {left}")
TEXT(CLOCK_IS_RESET, "The clock is as before the start; the log keeps what was.")
TEXT(CLOCK_SAID, "Said to {team}.")
TEXT(CLOCK_SAID_ALL, "Said to all teams.")
TEXT(CLOCK_NO_TEAM, "{jam} has no team \"{team}\"; it has {teams}")
TEXT(CLOCK_NO_TEAMS, "{jam} has no team yet; add one: datajam team add")
TEXT(CLOCK_NOW_OVER, "The clock has stopped: {left}.")
TEXT(CLOCK_UNKNOWN, "\"{word}\" is nothing that the clock can do")
TEXT(CLOCK_UNKNOWN_NEAR, "\"{word}\" is nothing that the clock can do; did you mean \"{nearest}\"?")
TEXT(TODAY_PHASE, "Now: {phase}, {left}")
TEXT(TODAY_STATE, "Now: {left}")
TEXT(TODAY_MINUTES_LEFT, "{phase}: {minutes} {minutes:minute|minutes} left, then {next}")
TEXT(TODAY_TIME_IS_UP, "{phase}: time is up")
TEXT(TODAY_NOTICE, "{at} {by}: {text}")
TEXT(TODAY_NOTICE_NOBODY, "{at} {text}")
TEXT(TODAY_LOST, "The clock can't be read now; it goes on from what was last known.")
TEXT(TODAY_LAST_KNOWN, "(last known)")
TEXT(PROJECTOR_TITLE, "Clock")
TEXT(PROJECTOR_NEXT, "Next: {next}")
TEXT(PROJECTOR_NEXT_AT, "Next: {next} at {time}")
TEXT(PROJECTOR_LEFT, "{left}")
TEXT(PROJECTOR_LOST, "{left}, as last known: the clock can't be read now")
TEXT(PROJECTOR_OVER, "The day is over. Thank you!")
TEXT(PROJECTOR_WAITING, "The day has not begun")
TEXT(PROJECTOR_MINUTES, "minutes left")
TEXT(FACILITATE_SUMMARY, "the console of whoever runs the day")
TEXT(FACILITATE_EXAMPLES, "Examples:\n"
                          "  datajam facilitate spring-jam                 clock, agenda, teams\n"
                          "  datajam facilitate spring-jam --as Robin      the log says that it was Robin")
TEXT(FACILITATE_MORE, "Only those who may write the jam file can open it. What is done to the clock shows in\n"
                      "every console within a second.")
TEXT(FACILITATE_TITLE, "Day")
TEXT(FACILITATE_TIME, "plan")
TEXT(FACILITATE_PHASE, "phase")
TEXT(FACILITATE_PLANNED, "min")
TEXT(FACILITATE_FIXED, "fixed")
TEXT(FACILITATE_BEGINS, "begins")
TEXT(FACILITATE_SPENT, "spent")
TEXT(FACILITATE_TEAMS, "Teams (● has saved something in the last 15 minutes)")
TEXT(FACILITATE_NO_TEAMS, "No teams yet. Add one: datajam team add JAM NAME --topic TOPIC")
TEXT(FACILITATE_WRITTEN, "last saved at {time}")
TEXT(FACILITATE_NOT_SEEN, "its file can't be seen")
TEXT(FACILITATE_START, "Start the day")
TEXT(FACILITATE_START_BAR, "Start")
TEXT(FACILITATE_START_HELP, "Begins the first phase now.")
TEXT(FACILITATE_PAUSE, "Pause, or go on")
TEXT(FACILITATE_PAUSE_BAR, "Pause")
TEXT(FACILITATE_PAUSE_HELP, "Lets the time stand still in every console, or go on.")
TEXT(FACILITATE_NEXT, "Next phase")
TEXT(FACILITATE_NEXT_BAR, "Next")
TEXT(FACILITATE_NEXT_HELP, "Ends this phase and begins the next one; b takes it back.")
TEXT(FACILITATE_BACK, "Back to the phase before")
TEXT(FACILITATE_BACK_BAR, "Back")
TEXT(FACILITATE_BACK_HELP, "Returns to the phase before, which goes on where it was left.")
TEXT(FACILITATE_LONGER, "5 minutes more")
TEXT(FACILITATE_LONGER_BAR, "+5")
TEXT(FACILITATE_LONGER_HELP, "Gives this phase 5 minutes more; what is fixed stays at its time.")
TEXT(FACILITATE_SHORTER, "5 minutes less")
TEXT(FACILITATE_SHORTER_BAR, "-5")
TEXT(FACILITATE_SHORTER_HELP, "Takes 5 minutes from this phase.")
TEXT(FACILITATE_LATER, "Fixed items 5 minutes later")
TEXT(FACILITATE_LATER_HELP, "Moves all that is fixed and still to come, lunch too, 5 minutes later.")
TEXT(FACILITATE_EARLIER, "Fixed items 5 minutes earlier")
TEXT(FACILITATE_EARLIER_HELP, "Moves all that is fixed and still to come 5 minutes earlier.")
TEXT(FACILITATE_SAY, "Announce something…")
TEXT(FACILITATE_SAY_BAR, "Announce")
TEXT(FACILITATE_SAY_HELP, "Shows a line in every console, without disturbing anybody who writes.")
TEXT(FACILITATE_SAY_TITLE, "Announce to all teams")
TEXT(FACILITATE_SAY_LABEL, "Say:")
TEXT(FACILITATE_SAY_HINT, "Enter shows it in every console for a minute, Esc leaves it")
