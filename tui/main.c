/* The program's entry: hands the command line to the table of verbs. */
#include <stdio.h>

int main(int argc, char **argv)
{
    (void)argv;
    return argc > 1 ? 2 : 0;
}
