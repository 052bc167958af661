/* A jam: its folder, its agenda. */
TEXT(JAM_AGENDA_NO_COLUMN, "{file}: the agenda has no column \"{column}\"; its first line must be "
                           "time,title,minutes,kind,fixed,note")
TEXT(JAM_AGENDA_BAD_TIME, "{file}, line {line}: \"{text}\" is no time; write it as 09:30")
TEXT(JAM_AGENDA_BAD_MINUTES,
     "{file}, line {line}: \"{text}\" is no number of minutes; write one from 1 to 1440")
TEXT(JAM_AGENDA_NO_TITLE, "{file}, line {line}: this item has no title; give it one")
TEXT(JAM_AGENDA_EMPTY, "{file}: the agenda has no items; add a line for each")
TEXT(JAM_AGENDA_TOO_LONG, "{file}: an agenda has at most {most} items; put some together")
