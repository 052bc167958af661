/* The agenda of a jam as a CSV file, out of the jam and into it. */
#ifndef DATAJAM_SERVICE_AGENDA_CSV_H
#define DATAJAM_SERVICE_AGENDA_CSV_H

#include "core/base/error.h"
#include "core/output/sink.h"

/* Writes it as it is now, as jam_read_agenda reads it. */
enum status agenda_csv_write(const char *jam, struct sink *sink, struct error *err);

/* The file's agenda is the jam's from now on (day_set_agenda). STATUS_INVALID says what is wrong
 * in which line, or that it would change what has begun. */
enum status agenda_csv_set(const char *jam, const char *file, const char *by, struct error *err);

#endif
