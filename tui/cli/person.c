/* Who it is that the environment names: for the history of a team file. */
#include "tui/cli/person.h"

#include <pwd.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

const char *cli_person(void)
{
    static const char *const names[] = {"DATAJAM_PERSON", "LOGNAME", "USER"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *person = getenv(names[i]);
        if (person && *person)
            return person;
    }
    return "";
}

/* Not by getpwuid(): a static program can't load what that asks. */
void cli_name_login(void)
{
    enum { LINE = 4096 };
    FILE *users = *cli_person() ? NULL : fopen("/etc/passwd", "re");
    struct passwd entry = {0}, *user = NULL;
    char line[LINE];
    while (users && fgetpwent_r(users, &entry, line, sizeof line, &user) == 0) {
        if (user->pw_uid == getuid()) {
            setenv("LOGNAME", user->pw_name, 1);
            break;
        }
    }
    if (users)
        fclose(users);
}
