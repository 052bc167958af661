/* The sample jam. */
TEXT(DEMO_MAKING, "Making the sample jam in {folder}")
TEXT(DEMO_COMPLETING, "Completing the sample jam in {folder}")
TEXT(DEMO_DATA, "  5 topics with data on {clients} made-up clients, in files of {size} MB")
TEXT(DEMO_TEAM, "  team {team} with {rows} rows of {dataset}")
TEXT(DEMO_READY, "Ready after {seconds} s. Nobody in it is real; try out whatever you like.")
TEXT(DEMO_THERE, "The sample jam in {folder} is opened again. To begin with a fresh one, name "
                 "another folder.")
TEXT(DEMO_HOW_TO_OPEN, "To open it: datajam join {folder}/north")
TEXT(DEMO_NO_HOME, "there is no home folder to put the sample jam in; name a folder: datajam demo "
                   "FOLDER")
TEXT(DEMO_FOLDER_IN_USE, "{folder}: there is something else in this folder; name one that is new "
                         "or empty")
TEXT(DEMO_NOT_A_FOLDER,
     "{folder}: this is a file, or a file is in its path; name a folder that is new or empty")
TEXT(DEMO_BEING_MADE, "{folder}: another datajam is making the sample jam there right now; wait a "
                      "few seconds and try again")
TEXT(DEMO_SUMMARY, "a copy of the sample jam, opened")
TEXT(DEMO_EXAMPLES, "Examples:\n"
                    "  datajam demo                      in datajam-demo in the home folder\n"
                    "  datajam demo /tmp/jam             in another folder, new or empty\n"
                    "  datajam demo jam --no-console     make it, open nothing")
TEXT(DEMO_MORE,
     "The sample jam has five topics on social assistance with made-up data for two years, and a\n"
     "team that has begun. It takes about 70 MB. One that is there is opened again, as it was left.")
TEXT(DEMO_OPTION_NO_CONSOLE, "make the sample jam and open nothing")
