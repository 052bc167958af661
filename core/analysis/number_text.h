/* Numbers as people read them, with a number of decimals that fits all of a table or an axis. */
#ifndef DATAJAM_ANALYSIS_NUMBER_TEXT_H
#define DATAJAM_ANALYSIS_NUMBER_TEXT_H

enum { NUMBER_TEXT_SIZE = 64 };

/* The number with so many decimals, thousands parted, into out of at least NUMBER_TEXT_SIZE
 * bytes; returns out. Numbers of more than 15 digits are written with an exponent; what is
 * rounded to 0 has no sign. */
char *number_text(double number, int decimals, char *out);

/* As many decimals as are needed to tell the number to some 9 digits, at most `most`. */
int number_decimals(double number, int most);

#endif
