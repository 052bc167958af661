/* Who it is that the environment names: for the history of a team file. */
#include "tui/cli/person.h"

#include <stddef.h>
#include <stdlib.h>

const char *cli_person(void)
{
    static const char *const names[] = {"DATAJAM_PERSON", "LOGNAME", "USER"};
    const char *person = NULL;
    for (size_t i = 0; !person && i < sizeof names / sizeof *names; i++)
        person = getenv(names[i]);
    return person ? person : "";
}
