/* A jam: its folder, its agenda. */
TEXT(JAM_AGENDA_NO_COLUMN, "{file}: the agenda has no column \"{column}\"; its first line must be "
                           "time,title,minutes,kind,fixed,note")
TEXT(JAM_AGENDA_BAD_TIME, "{file}, line {line}: \"{text}\" is no time; write it as 09:30")
TEXT(JAM_AGENDA_BAD_MINUTES,
     "{file}, line {line}: \"{text}\" is no number of minutes; write one from 1 to 1440")
TEXT(JAM_AGENDA_NO_TITLE, "{file}, line {line}: this item has no title; give it one")
TEXT(JAM_AGENDA_BACKWARDS, "{file}, line {line}: \"{text}\" is before the item above it, which begins at {other}; put them in order")
TEXT(JAM_AGENDA_KIND, "{file}, line {line}: \"{text}\" is no kind that is known; did you mean \"{other}\"?")
TEXT(JAM_AGENDA_FIXED, "{file}, line {line}: \"{text}\" in the column fixed is neither yes nor no; write one of them")
TEXT(JAM_AGENDA_TROUBLES, "{lines}")
TEXT(JAM_AGENDA_MORE, "{lines}\nand {more} more")
TEXT(JAM_AGENDA_HOLE, "{title} ends {minutes} min before {next} is to begin; put an item between them, or change a time.")
TEXT(JAM_AGENDA_OVERLAP, "{title} is {minutes} min longer than the time until {next} begins; phases get shorter, or the day late.")
TEXT(JAM_AGENDA_EMPTY, "{file}: the agenda has no items; add a line for each")
TEXT(JAM_AGENDA_TOO_LONG, "{file}: an agenda has at most {most} items; put some together")
/* The agenda is changed, also in the middle of the day. */
TEXT(AGENDA_NO_TITLE, "A phase needs a title; write what it is called.")
TEXT(AGENDA_LONG_TITLE, "This title is too long for a screen; write it in a few words.")
TEXT(AGENDA_LONG_KIND, "A kind is one word, such as analysis or lunch.")
TEXT(AGENDA_BAD_TIME, "The time is written as 09:30, from 00:00 to 23:59.")
TEXT(AGENDA_BAD_MINUTES, "The minutes are a number from 1 to 1440.")
TEXT(AGENDA_TOO_EARLY, "It can't begin before the phase before it: {title} begins at {time} by the plan. Take that time or a later one.")
TEXT(AGENDA_TOO_LATE, "It can't begin after a fixed phase that comes behind it: {title} begins at {time}. Take an earlier time.")
TEXT(AGENDA_PAST, "{title} has begun already, so it stays as it is; + and - give the phase that runs more or less time.")
TEXT(AGENDA_BEGUN, "What has begun already stays in the agenda as it is; change only what is still to come.")
TEXT(AGENDA_GONE, "{title} was changed or taken out by somebody else meanwhile; Esc, and look at the agenda as it is now.")
TEXT(AGENDA_FULL, "An agenda has at most 200 phases; put some together.")
TEXT(AGENDA_LAST, "{title} is the only phase; a day needs one.")
TEXT(AGENDA_SUMMARY, "the agenda of a jam as a CSV file, and changing it")
TEXT(AGENDA_EXAMPLES, "Examples:\n"
                      "  datajam agenda spring-jam > agenda.csv        to be changed in a spreadsheet\n"
                      "  datajam agenda spring-jam agenda.csv          this is the agenda from now on")
TEXT(AGENDA_MORE, "It may be changed before the day and while it runs; what has begun has to stay as it was.\n"
                  "Every console follows within a second, and the change is logged. What is wrong in the file\n"
                  "is told with its line, and then nothing is changed.")
TEXT(AGENDA_SET, "The agenda of {jam} is changed.")
