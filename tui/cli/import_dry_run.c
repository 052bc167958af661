/* The preview of an import on the command line. Apart from import.c, which loads. */
#include "tui/cli/import_dry_run.h"

#include <stdlib.h>
#include <unistd.h>

#include "core/base/buffer.h"
#include "core/base/file.h"
#include "core/service/import_preview.h"
#include "core/service/release.h"

static void add_line(struct buffer *out, enum text_id id, const struct text_value *values)
{
    char *text = text_new(id, values);
    if (!text)
        out->failed = true;
    else
        buffer_printf(out, "%s\n", text);
    free(text);
}

static void add_decisions(struct buffer *out, const struct import_preview *preview)
{
    for (int i = 0; i < PREVIEW_DECISIONS; i++) {
        const struct preview_answer *answer = &preview->answers[i];
        enum preview_decision decision = (enum preview_decision)i;
        if (answer->offered)
            add_line(out, TEXT_DRY_RUN_DECISION,
                     TEXT_VALUES(text_string("label", import_preview_label(decision)),
                                 text_string("words", answer->words),
                                 text_string("option", import_preview_option(decision))));
    }
}

static void add_columns(struct buffer *out, const struct import_preview *preview)
{
    for (size_t i = 0; i < preview->column_count; i++) {
        const struct preview_column *column = &preview->columns[i];
        add_line(out, column->type == COLUMN_TEXT ? TEXT_IMPORT_COLUMN_TEXT : TEXT_IMPORT_COLUMN,
                 TEXT_VALUES(text_string("column", column->name),
                             text_string("type", column_type_name(column->type)),
                             text_string("reason", column->reason)));
    }
}

static void add_rest(struct buffer *out, const struct import_preview *preview)
{
    for (size_t i = 0; i < preview->change_count; i++)
        add_line(out, TEXT_IMPORT_NOTICE, TEXT_VALUES(text_string("notice", preview->changes[i])));
    for (size_t i = 0; i < preview->notice_count; i++)
        add_line(out, TEXT_IMPORT_NOTICE, TEXT_VALUES(text_string("notice", preview->notices[i])));
    for (size_t i = 0; i < preview->line_count; i++) {
        const struct preview_line *line = &preview->lines[i];
        add_line(out, line->after ? TEXT_DRY_RUN_REPAIR : TEXT_IMPORT_ASIDE_LINE,
                 TEXT_VALUES(text_number("line", line->line), text_string("how", line->how),
                             text_string("reason", line->how), text_string("before", line->before),
                             text_string("after", line->after)));
    }
    add_line(out, preview->whole ? TEXT_DRY_RUN_WHOLE : TEXT_DRY_RUN_BEGINNING,
             TEXT_VALUES(text_number("rows", (int64_t)preview->row_count),
                         text_number("aside", (int64_t)preview->aside),
                         text_number("about", preview->rows_about)));
}

enum status import_dry_run(struct db *db, const char *path, const struct import_options *options,
                           struct error *err)
{
    struct import_preview preview;
    struct buffer out = {0};
    const struct release_request request = {.subject = file_name(path),
                                            .fd = STDOUT_FILENO,
                                            .fd_name = text_get(TEXT_CLI_STANDARD_OUTPUT)};
    enum status status = import_preview(db, path, options, &preview, err);
    if (status == STATUS_OK) {
        add_line(&out, TEXT_DRY_RUN_FILE, TEXT_VALUES(text_string("file", path)));
        add_decisions(&out, &preview);
        if (preview.problem)
            add_line(&out, TEXT_DRY_RUN_PROBLEM, TEXT_VALUES(text_string("why", preview.problem)));
        else {
            add_columns(&out, &preview);
            add_rest(&out, &preview);
        }
        status = out.failed ? error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL)
                            : release_text(&request, buffer_span(&out), err);
    }
    buffer_free(&out);
    import_preview_free(&preview);
    return status == STATUS_CANCELLED ? STATUS_OK : status; /* nobody has to read it */
}
