/*
 * Where bytes come from: a file (or a text in memory) as clean UTF-8, in large pieces, from
 * any place, again and again. Its size is known, memory stays flat.
 */
#ifndef DATAJAM_INGEST_INPUT_H
#define DATAJAM_INGEST_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/base/span.h"
#include "core/base/spool.h"
#include "core/ingest/encoding.h"

struct input;

/* Opens a file, also one with nothing in it. Errors say what it is instead: missing, a folder,
 * no permission, no text. *out is owned by the caller. */
enum status input_open(struct input **out, const char *path, enum encoding encoding,
                       struct error *err);

/* A text in memory, taken as it is; it must outlive the input. name is for messages. */
enum status input_open_text(struct input **out, struct span text, const char *name,
                            struct error *err);

/*
 * The rows of a workbook's sheet, as this program wrote them: UTF-8 without anything to mend,
 * cells parted by commas, in double quotes where they have to be, and one record for each row
 * of the sheet, a blank line where that has nothing in it. The spool becomes the input's,
 * also on an error. name is for messages.
 */
enum status input_open_rows(struct input **out, struct spool *rows, const char *name,
                            struct error *err);
void input_close(struct input *input);

/* It was opened by input_open_rows: how it is written is known and not to be found out, and
 * the number of a record is that of its row, whatever lines stand in its cells. */
bool input_has_rows(const struct input *input);

/* As if it had been opened so: for stretches of such an input. */
void input_treat_as_rows(struct input *input);

/* Non-zero ends reading with STATUS_CANCELLED; NULL: nothing does. */
void input_set_cancel(struct input *input, const volatile int *cancel);

const char *input_name(const struct input *input);
enum encoding input_encoding(const struct input *input); /* as told or found, never AUTO */
/* What spoke for it; all 0 where the bytes say so at once (a mark, UTF-16) or it was told. */
const struct encoding_evidence *input_evidence(const struct input *input);
bool input_has_mark(const struct input *input);    /* a byte order mark */
bool input_is_empty(const struct input *input);    /* nothing but a byte order mark */
int64_t input_size(const struct input *input);     /* bytes of the file */
int64_t input_position(const struct input *input); /* bytes of it read so far */

/* Goes to a byte of the file; 0 is behind the byte order mark. */
enum status input_seek(struct input *input, int64_t position, struct error *err);

/* Puts up to room bytes at `at`; *got 0: the end. room must be at least 16. */
enum status input_fill(struct input *input, char *at, size_t room, size_t *got, struct error *err);

/* The file's own bytes from a place on, as they are; reading goes on where it was. */
enum status input_peek(struct input *input, int64_t position, char *at, size_t room, size_t *got,
                       struct error *err);

/* What was mended since the last seek. */
struct encoding_notes input_notes(const struct input *input);

#endif
