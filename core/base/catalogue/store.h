/* The team file and the jam file. */
TEXT(STORE_EMPTY, "{file}: this file is empty; it is no {kind}, so name another file")
TEXT(STORE_NOT_SQLITE, "{file}: this is no {kind}; name another file, or import it if it holds data")
TEXT(STORE_OTHER_SQLITE,
     "{file}: this is a SQLite database, but no {kind}; name another file")
TEXT(STORE_OTHER_KIND, "{file}: this is a {found}, but a {kind} is needed; name another file")
TEXT(STORE_NOT_REGULAR, "{file}: this is no ordinary file; name the file itself")
TEXT(STORE_NEWER, "{file}: a newer datajam wrote this {kind} (version {found}, this datajam knows "
                  "up to {known}); it was left as it is: use the newer datajam")
TEXT(STORE_OLDER, "{file}: an older datajam wrote this {kind} (version {found}); open it once in "
                  "the console to bring it up to date")
TEXT(STORE_DAMAGED,
     "{file}: the {kind} is damaged ({reason}); keep it, and go on from the latest backup")
TEXT(STORE_DISORDER, "rows stand in a wrong order")
TEXT(STORE_NOT_COMPLETE,
     "{file}: the {kind} lacks a part ({reason}); keep it, and go on from the latest backup")
TEXT(STORE_BUSY, "{file}: someone else is writing to it for a long time; try again in a moment")
TEXT(STORE_CANCELLED, "stopped as you asked; nothing was changed")
TEXT(STORE_READ_ONLY, "{file}: it can't be written to from here; ask for write permission to the "
                      "file and its folder, or work on a copy")
TEXT(STORE_HOT_JOURNAL, "{file}: a program ended in the middle of writing; someone who may write to "
                        "the file has to open it once, which mends it")
TEXT(STORE_MOVED, "{file}: it was moved or replaced while open; open it again")
TEXT(STORE_NO_LOCKS, "{file}: this place does not support locks between programs; copy the file to "
                     "a local folder")
TEXT(STORE_JOURNAL_REFUSED, "{file}: its folder can't be written to, and a change needs that; ask "
                            "for write permission to the folder, or work on a copy")
TEXT(STORE_IO, "{file}: the system refused to read or write ({reason}); check the disk and try again")
TEXT(STORE_TOO_BIG, "{file}: a value or a number of columns goes beyond the limits of the file; "
                    "split the data")
TEXT(STORE_REFUSED, "{file}: the change breaks a rule of the file ({reason}); nothing was changed")
TEXT(STORE_OPEN_TRANSACTION, "{file}: a change is under way already; finish it first")
TEXT(STORE_NO_TRANSACTION, "{file}: no change is under way")
TEXT(STORE_KIND_TEAM, "team file")
TEXT(STORE_KIND_JAM, "jam file")
TEXT(STORE_MEMORY_NAME, "working memory")
TEXT(STORE_UNKNOWN_PLACE,
     "{file}: this folder is on a network or an unknown kind of disk ({place}); only one person at "
     "a time may write there: better copy the file to a local folder")
TEXT(STORE_NO_DATASETS, "{file}: there is no dataset in it yet; import a file first")
TEXT(STORE_NO_DATASET, "there is no dataset \"{name}\" in {file}; one that is there is \"{nearest}\"")
TEXT(STORE_NO_DATASET_NEAR, "there is no dataset \"{name}\" in {file}; did you mean \"{nearest}\"?")
TEXT(STORE_NAME_A_DATASET, "{file} has {count} datasets; name one of them, such as \"{name}\"")
TEXT(STORE_DATASET_ALTERED, "the table of the dataset \"{dataset}\" was altered by another program; "
                            "import the dataset again under a new name")
TEXT(STORE_CHUNK_DAMAGED, "the stored columns of the dataset have just been made anew, or are damaged; "
                          "try again")
TEXT(STORE_DATASET_GONE,
     "{file}: the dataset is no longer there; someone has dropped it, choose another")
TEXT(STORE_NO_TOPIC, "{file}: no topic was put into it yet; join the team through its jam folder")
TEXT(STORE_PERSON_NEEDS_NAME, "a person needs a name; type at least one letter")
TEXT(STORE_PERSON_EXISTS, "there is a \"{name}\" in the team already; choose that name, or another")
TEXT(STORE_TEAM_EXISTS, "there is a team \"{name}\" in the jam already; choose another name")
TEXT(STORE_UNDONE_BEFORE, "that was taken back before; look at the history")
TEXT(STORE_NO_REPAIR, "no row in line {line} was repaired; look at the list")
TEXT(STORE_VIEW_CHANGED, "someone else has changed the view \"{name}\" meanwhile; look at it again, "
                         "or save yours under another name")
TEXT(STORE_VIEW_GONE, "someone else has deleted that view meanwhile")
TEXT(STORE_DATASET_EXISTS, "there is a dataset \"{dataset}\" already; choose another name")
TEXT(STORE_DATASET_NAME, "\"{dataset}\" can't be the name of a dataset, since names that begin with "
                         "dj_ or sqlite_ are taken; choose another")
TEXT(STORE_NO_CARD, "there is no card {id} on the board; \"datajam board\" lists them")
TEXT(STORE_RIVAL_GONE, "someone else has settled which of the texts counts; look at the card again")
TEXT(STORE_NO_EVIDENCE, "that piece of evidence was taken off its card meanwhile")
TEXT(STORE_COLUMN_GONE, "that column is no longer there, or was never worked out from others; look at "
                        "the columns again")
TEXT(STORE_NO_ENTRY, "the history has no such entry; look at it again")
TEXT(STORE_QUERY_NAME, "another query is called \"{name}\"; choose another name")
