/* The program's entry: hands the command line to the table of verbs. */
#include "tui/cli/cli.h"

int main(int argc, char **argv)
{
    return cli_main(argc, argv, NULL);
}
