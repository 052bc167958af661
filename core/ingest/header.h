/* What a person says of the header of a table: as on the command line. */
#ifndef DATAJAM_INGEST_HEADER_H
#define DATAJAM_INGEST_HEADER_H

#include <stdbool.h>
#include <stdint.h>

enum header_choice { HEADER_AUTO, HEADER_YES, HEADER_NO };

struct header_wish {
    enum header_choice choice;
    int64_t first, last; /* the lines that it takes; 0: they are found */
};

/* "yes", "no", "auto", "3" (its line), "3-4" (its lines); NULL and "" are auto. False: none of
 * these. */
bool header_wish_from_name(const char *name, struct header_wish *out);

#endif
