/* Who sits before the command line. */
#ifndef DATAJAM_CLI_PERSON_H
#define DATAJAM_CLI_PERSON_H

/* What the environment says: DATAJAM_PERSON, else the login name, else "". */
const char *cli_person(void);

/* Where the environment names nobody, as in a container: the name of the user's number in the
 * system's list becomes the login name. Before any thread is started. */
void cli_name_login(void);

#endif
