/* Who sits before the command line. */
#ifndef DATAJAM_CLI_PERSON_H
#define DATAJAM_CLI_PERSON_H

/* What the environment says: DATAJAM_PERSON, else the login name, else "". */
const char *cli_person(void);

#endif
