/* What `datajam compare` writes: a row for each column, or for each value of one. */
#ifndef DATAJAM_CLI_COMPARE_OUT_H
#define DATAJAM_CLI_COMPARE_OUT_H

#include "core/service/compare.h"
#include "core/service/release.h"

/* In a table, for people: rank, column, difference from 0 to 100, and what differs in words.
 * In the other formats all figures, with names that stay. */
enum status compare_write(const struct compare_result *result,
                          const struct release_request *request, struct error *err);

/* The values of the only column of the result. */
enum status compare_write_values(const struct compare_result *result,
                                 const struct release_request *request, struct error *err);

#endif
