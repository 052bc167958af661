/* The clock of the day: its rules, its words, the verbs that make and run a jam. */
TEXT(DAY_NO_AGENDA, "The jam has no agenda, so there is nothing to run; make the jam from one.")
TEXT(DAY_BAD_SPEED, "A rehearsal runs 2 to 3600 times as fast as the day.")
TEXT(DAY_RUNS, "The day has begun already; pause, next and back change its clock, reset "
     "takes the start back.")
TEXT(DAY_REHEARSES, "A rehearsal is running; reset ends it, then start begins the day.")
TEXT(DAY_WAS, "The day is over; back goes to its last phase, reset makes the clock ready for another start.")
TEXT(DAY_NONE_LEFT, "The time of this phase is up; there are no minutes left to take from it.")
TEXT(DAY_DONE_ALREADY, "{by} did this already: {phase}, {left}. Nothing more was changed.")
TEXT(DAY_DONE_OVER, "{by} did this already: {left}. Nothing more was changed.")
TEXT(DAY_NOT_STARTED, "The day has not begun; start it first.")
TEXT(DAY_IS_OVER, "The day is over; only back to its last phase and reset are left.")
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
TEXT(DAY_LATE, "{title} is fixed at {fixed} and would begin at {begins}, {minutes} min late.")
TEXT(DAY_NO_JAM, "{folder}: there is no jam here; name the folder that holds jam.db")
TEXT(DAY_NOT_FACILITATOR, "{folder}: only facilitators can do this; ask one of them")
TEXT(DAY_NO_RECORD, "{folder}: the record of the clock is lost; a facilitator writes it anew with: datajam clock {folder} status")
TEXT(DAY_TORN, "{file}: the clock can't be read, since its record is not whole; a facilitator writes it "
               "anew with: datajam clock {folder} status")
TEXT(NOTICE_LENGTH, "An announcement has from 1 to {most} letters; write it shorter, or in two.")
TEXT(JAM_FOLDER_IN_USE, "{folder}: something is there already; name a new folder")
TEXT(JAM_NO_TOPICS, "{folder}: there is no such folder of topics; name one with a folder for each "
                    "topic in it")
TEXT(JAM_TOPIC_WITHOUT_PAGE, "{folder} is no topic: it has no topic.md. A topic is a folder with topic.md (its page), "
                             "dictionary.csv (what the columns mean) and data (CSV or XLSX files)")
TEXT(JAM_TOPICS_BELOW, "{folder} is no topic: it has no topic.md. There are topics in {below}; write --topics {below}")
TEXT(FACILITATE_NO_TERMINAL, "this is a full screen, which needs a terminal; without one there are datajam clock, rules, "
                             "team, coach and doctor")
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
               "what begins at its time, before which phases get shorter) and note; the last three may be missing.\n"
               "What is wrong in it is told with its line, and then nothing is made.")
TEXT(NEW_OPTION_AGENDA, "the agenda, a CSV file")
TEXT(NEW_OPTION_TOPICS, "a folder with a folder for each topic, which is copied")
TEXT(NEW_NEEDS_AGENDA, "a jam needs an agenda: --agenda FILE")
TEXT(NEW_MADE, "{folder} is ready. Add teams: datajam team add {folder} NAME --topic TOPIC")
TEXT(TEAM_SUMMARY, "the teams of a jam: adds one, lists them, gives one to a group, takes one out")
TEXT(TEAM_EXAMPLES, "Examples:\n"
                    "  datajam team add spring-jam North --topic long-term-clients --group team-north\n"
                    "                                    only that group can open it\n"
                    "  datajam team list spring-jam      who can open which\n"
                    "  datajam team group spring-jam North team-north\n"
                    "                                    gives it to a group afterwards\n"
                    "  datajam team remove spring-jam North --yes\n"
                    "                                    takes it out; its folder is kept in removed")
TEXT(TEAM_MORE, "The team's file is teams/NAME/team.db in the jam's folder. With --group, the folder and\n"
                "all that will be in it belong to that Unix group and are closed to everybody else;\n"
                "without one, only the account that adds the team can open it: then all work with\n"
                "that account. A TEAM is named by its name or its folder.")
TEXT(TEAM_OPTION_TOPIC, "the folder of its topic, below topics")
TEXT(TEAM_OPTION_GROUP, "the Unix group that alone can open it")
TEXT(TEAM_OPTION_YES, "remove: yes, take it out")
TEXT(TEAM_UNKNOWN, "\"{word}\" can't be done with a team; it is one of add, list, group and remove")
TEXT(TEAM_WORDS, "the words behind \"{word}\" are not those it takes; see the examples: datajam team --help")
TEXT(TEAM_NEEDS_TOPIC, "a team needs a topic: --topic TOPIC")
TEXT(TEAM_NEEDS_YES, "this takes {team} out of the jam, also while it works; its folder is kept in {jam}/removed. "
                     "Say so with --yes")
TEXT(TEAM_REMOVED, "{team} is no team of the jam any more. All it had is in {kept}")
TEXT(TEAM_REMOVED_ONLY, "{team} is no team of the jam any more. It had no folder of its own.")
TEXT(TEAM_GIVEN, "The group {group}, and nobody else, can open {team} now.")
TEXT(TEAM_ALONE, "Only your account can open {team}. Give it to the team's group, in which its members and the "
                 "coaches are: datajam team group {jam} {folder} GROUP (or all work with this account)")
TEXT(TEAM_FOLDER_IS, "Its folder is teams/{folder}; signs that can't be in a folder's name are left out.")
TEXT(TEAM_FOLDER_TAKEN, "{folder} is the folder of the team {team} already; take another name, or take that team "
                        "out: datajam team remove {jam} TEAM --yes")
TEXT(TEAM_NO_SUCH_TOPIC, "There is no topic \"{topic}\" in {folder}; it has {topics}")
TEXT(TEAM_ADDED, "{team} is ready: {datasets} {datasets:dataset|datasets}, {rows} {rows:row|rows}. "
                 "Open it: datajam join {jam}/{folder}")
TEXT(CLOCK_SUMMARY, "the clock of a jam: what it says, and what facilitators do to it")
TEXT(CLOCK_EXAMPLES, "Examples:\n"
                     "  datajam clock spring-jam start                the day begins now\n"
                     "  datajam clock spring-jam start --at 09:00     or at its time, also a past one\n"
                     "  datajam clock spring-jam next                 on to the next phase\n"
                     "  datajam clock spring-jam extend 10            this phase gets 10 minutes more\n"
                     "  datajam clock spring-jam reset                after a trial: as before the start\n"
                     "  datajam clock spring-jam say Lunch is served  every console shows it\n"
                     "  datajam clock spring-jam status               phase, state, time left, what is next\n"
                     "  datajam clock spring-jam show                 full-screen, for the projector")
TEXT(CLOCK_MORE, "pause and resume stop the time and let it go on; back returns to the phase before, which\n"
                 "goes on where it was left. What is fixed in the agenda stays at its time as long as the\n"
                 "phases before it can get shorter, each down to 5 minutes; what begins later all the same is\n"
                 "said. move MIN moves what is fixed. A phase that is over counts up until next. status gives lines of NAME=VALUE; remaining is in seconds,\n"
                 "below 0 when the time is over; rehearsal is there in a rehearsal alone.")
TEXT(CLOCK_OPTION_AS, "who does it, for the log")
TEXT(CLOCK_OPTION_AT, "start: when the first phase begins, or began, today")
TEXT(CLOCK_OPTION_REHEARSE, "start: a rehearsal, N times as fast as the day")
TEXT(CLOCK_OPTION_TO, "say: to one team only")
TEXT(CLOCK_BAD_TIME, "\"{time}\" is no time; write it as 09:30")
TEXT(CLOCK_REHEARSES_NOW, "a rehearsal begins at once, with the plan's first time; leave --at out")
TEXT(CLOCK_BEGAN, "{time} is past: the day began then, and its first phase has run since")
TEXT(CLOCK_NEEDS_MINUTES, "{word} needs a number of minutes behind it")
TEXT(CLOCK_NOW, "{phase}: {left}")
TEXT(CLOCK_LATE, "{words}")
TEXT(CLOCK_MENDED, "the record of the clock was lost or not whole; it is written anew from jam.db")
TEXT(CLOCK_REHEARSAL_CLOSED, "the data stay closed: a rehearsal opens none, so teams see no rows in this phase")
TEXT(CLOCK_IS_RESET, "The clock is as before the start; the log keeps what was.")
TEXT(CLOCK_SAID, "Said to {team}.")
TEXT(CLOCK_SAID_ALL, "Said to all teams.")
TEXT(CLOCK_NO_TEAM, "{jam} has no team \"{team}\"; it has {teams}")
TEXT(CLOCK_NO_TEAMS, "{jam} has no team yet; add one: datajam team add")
TEXT(CLOCK_NOW_OVER, "The clock has stopped: {left}.")
TEXT(CLOCK_WENT_BACK, "this machine's clock was set back by {minutes} minutes since the last step; the day goes on "
                      "from where it is now, and extend puts right what is left")
TEXT(CLOCK_UNKNOWN, "\"{word}\" is nothing that the clock can do")
TEXT(CLOCK_UNKNOWN_NEAR, "\"{word}\" is nothing that the clock can do; did you mean \"{nearest}\"?")
TEXT(TODAY_PHASE, "Now: {phase}, {left}")
TEXT(TODAY_REHEARSAL, "rehearsal")
TEXT(TODAY_PHASE_REHEARSED, "Rehearsal: {phase}, {left}")
TEXT(TODAY_REHEARSAL_ROWS, "{phase}, in a rehearsal: data that are closed stay closed, so there may be no rows.")
TEXT(TODAY_STATE, "Now: {left}")
TEXT(TODAY_MINUTES_LEFT, "{phase}: {minutes} {minutes:minute|minutes} left, then {next}")
TEXT(TODAY_TIME_IS_UP, "{phase}: time is up")
TEXT(TODAY_NOTICE, "{at} {by}: {text}")
TEXT(TODAY_NOTICE_NOBODY, "{at} {text}")
TEXT(TODAY_TORN, "The clock can't be read now; tell a facilitator, whose console writes it anew.")
TEXT(TODAY_LOST, "The clock can't be read now and goes on from what was last known; tell a facilitator, whose console writes it anew.")
TEXT(TODAY_FOUND, "The clock can be read again.")
TEXT(TODAY_AHEAD, "This machine's clock has jumped ahead by {minutes} minutes; what is left of the phase may be wrong.")
TEXT(TODAY_BACK, "This machine's clock was set back by {minutes} minutes; what is left of the phase may be wrong.")
TEXT(TODAY_LAST_KNOWN, "(last known)")
TEXT(PROJECTOR_TITLE, "Clock")
TEXT(PROJECTOR_NEXT_LABEL, "Next:")
TEXT(PROJECTOR_TITLE_OF, "{title}")
TEXT(PROJECTOR_REHEARSAL, "Rehearsal: {title}")
TEXT(PROJECTOR_PAUSED, "{title}: paused")
TEXT(PROJECTOR_NEXT_AT, "{title} at {time}")
TEXT(PROJECTOR_LAST, "the end at {time}")
TEXT(PROJECTOR_HOURS, "hours and minutes left")
TEXT(PROJECTOR_UNKNOWN, "The clock can't be read now. A facilitator's console writes it anew.")
TEXT(PROJECTOR_LEFT, "{left}")
TEXT(PROJECTOR_LOST, "{left}, as last known: the clock can't be read now")
TEXT(PROJECTOR_OVER, "The day is over. Thank you!")
TEXT(PROJECTOR_WAITING, "The day has not begun")
TEXT(PROJECTOR_MINUTES, "minutes left")
TEXT(FACILITATE_SUMMARY, "the console of whoever runs the day")
TEXT(FACILITATE_EXAMPLES, "Examples:\n"
                          "  datajam facilitate                            a form for a new jam, then its console\n"
                          "  datajam facilitate spring-jam                 clock, agenda, teams\n"
                          "  datajam facilitate spring-jam --as Robin      the log says that it was Robin")
TEXT(FACILITATE_MORE, "Where there is no jam yet, a form makes one: folder, agenda, topics, groups, rules.\n"
                      "Only those who may write the jam file can open it. What is done to the clock shows in\n"
                      "every console within a second.")
TEXT(FACILITATE_TITLE, "Day")
TEXT(FACILITATE_TIME, "plan")
TEXT(FACILITATE_PHASE, "phase")
TEXT(FACILITATE_PLANNED, "min")
TEXT(FACILITATE_FIXED, "fixed")
TEXT(FACILITATE_BEGINS, "begins")
TEXT(FACILITATE_SPENT, "spent")
TEXT(FACILITATE_TEAMS, "Teams")
TEXT(FACILITATE_TEAM_PEOPLE, "here")
TEXT(FACILITATE_TEAM_LAST, "last work")
TEXT(FACILITATE_TEAM_CALLS, "calls")
TEXT(FACILITATE_TEAM_FINDINGS, "findings")
TEXT(FACILITATE_NO_TEAMS, "No teams yet. T adds one.")
TEXT(FACILITATE_TELL, "Announce to one team…")
TEXT(FACILITATE_TELL_BAR, "Tell one")
TEXT(FACILITATE_TELL_HELP, "Shows a line in the consoles of one team only.")
TEXT(FACILITATE_TELL_TITLE, "Announce to {team}")
TEXT(FACILITATE_START, "Start the day")
TEXT(FACILITATE_START_BAR, "Start")
TEXT(FACILITATE_START_HELP, "Begins the first phase now, after a question.")
TEXT(FACILITATE_START_ASK, "The first phase begins now, on every console.")
TEXT(FACILITATE_START_YES, "Begin the day")
TEXT(FACILITATE_START_NO, "Not yet")
TEXT(FACILITATE_START_REHEARSED, "A rehearsal is running. It ends, and the first phase of the day itself begins now, on every console.")
TEXT(FACILITATE_START_AGAIN, "The day is over. It begins anew with its first phase now, on every console; the log keeps what was.")
TEXT(FACILITATE_RESET, "Back to before the start…")
TEXT(FACILITATE_RESET_HELP, "Makes the clock as before the start, after a trial; it asks first.")
TEXT(FACILITATE_RESET_ASK, "The clock of every console is as before the start then. The log keeps what was; s starts it again.")
TEXT(FACILITATE_RESET_YES, "Take it back")
TEXT(FACILITATE_RESET_NO, "Leave the clock")
TEXT(FACILITATE_END_ASK, "This is the last phase. The day is over then, on every console; b goes back to it.")
TEXT(FACILITATE_END_YES, "End the day")
TEXT(FACILITATE_END_NO, "Go on")
TEXT(FACILITATE_PAUSE, "Pause, or go on")
TEXT(FACILITATE_PAUSE_BAR, "Pause")
TEXT(FACILITATE_PAUSE_HELP, "Lets the time stand still in every console, or go on.")
TEXT(FACILITATE_NEXT, "Next phase")
TEXT(FACILITATE_NEXT_BAR, "Next")
TEXT(FACILITATE_NEXT_HELP, "Ends this phase and begins the next one; the last one's end is asked for.")
TEXT(FACILITATE_BACK, "Back to the phase before")
TEXT(FACILITATE_BACK_BAR, "Back")
TEXT(FACILITATE_BACK_HELP, "Returns to the phase before, which goes on where it was left.")
TEXT(FACILITATE_LONGER, "5 minutes more")
TEXT(FACILITATE_LONGER_BAR, "+5")
TEXT(FACILITATE_LONGER_HELP, "Gives this phase 5 minutes more; it says if something fixed gets late.")
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
