/*
 * Data files. A workbook is told by its content, as every file is; what neither it nor any
 * text can be is refused with what to do about it, before someone tries to read it as text.
 */
#include "core/service/data_file.h"

#include <sys/stat.h>

#include "core/service/kind.h"

static enum status refuse(const char *path, enum file_kind kind, struct error *err)
{
    return error_set_at(
        err, STATUS_WRONG_KIND, path, 0, 0,
        kind == FILE_PASSWORD ? TEXT_XLSX_PASSWORD : TEXT_OPEN_SAVE_AS_XLSX,
        TEXT_VALUES(text_string("file", path), text_string("kind", kind_name(kind))));
}

enum status data_file_open(struct data_file *out, const char *path,
                           const struct data_file_options *options, struct arena *arena,
                           struct error *err)
{
    enum file_kind kind = FILE_TEXT;
    *out = (struct data_file){.input = NULL};
    enum status status = kind_of_file(path, &kind, err);
    if (status != STATUS_OK)
        return status;
    out->is_workbook = kind == FILE_XLSX;
    if (kind == FILE_XLS || kind == FILE_ODS || kind == FILE_PASSWORD)
        return refuse(path, kind, err);
    if (kind != FILE_XLSX && options->sheet)
        return error_set_at(err, STATUS_INVALID, path, 0, 0, TEXT_OPEN_NO_SHEETS,
                            TEXT_VALUES(text_string("file", path)));
    if (kind != FILE_XLSX)
        return input_open(&out->input, path, options->encoding, err);
    const struct xlsx_options wish = {.sheet = options->sheet,
                                      .beginning = options->beginning,
                                      .may_be_empty = options->may_be_empty,
                                      .cancel = options->cancel,
                                      .progress = options->progress,
                                      .progress_context = options->progress_context};
    return xlsx_open(&out->input, path, &wish, arena, &out->account, err);
}

bool data_file_is_database(const char *path, const struct db *db)
{
    struct stat own, other;
    return db && *db_path(db) && stat(db_path(db), &own) == 0 && stat(path, &other) == 0 &&
           own.st_dev == other.st_dev && own.st_ino == other.st_ino;
}

enum status data_file_list_sheets(const char *path, bool quickly, const volatile int *cancel,
                                  struct arena *arena, struct xlsx_sheet_size **out, size_t *count,
                                  struct error *err)
{
    enum file_kind kind = FILE_TEXT;
    *count = 0;
    enum status status = kind_of_file(path, &kind, err);
    return status == STATUS_OK && kind == FILE_XLSX
               ? xlsx_list_sheets(path, quickly, cancel, arena, out, count, err)
               : status;
}

void data_file_close(struct data_file *file)
{
    input_close(file->input);
    file->input = NULL;
}
