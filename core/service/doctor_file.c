/* What the doctor looks at in the file: SQLite's own checks, what belongs together, and stored
 * columns against their tables. */
#include <stdlib.h>

#include "core/service/doctor_internal.h"
#include "core/service/frames_check.h"
#include "core/store/check.h"
#include "core/store/chunk.h"
#include "core/store/dataset.h"

static enum status mend_indexes(struct doctor *doctor, int64_t which, size_t place,
                                struct error *err)
{
    (void)which;
    (void)place;
    return check_mend_indexes(doctor->db, err);
}

enum status doctor_check_integrity(struct doctor *doctor, struct error *err)
{
    const char **lines = NULL;
    size_t count = 0;
    bool indexes = false;
    enum status status = check_integrity(doctor->db, doctor->arena, &lines, &count, &indexes, err);
    for (size_t i = 0; i < count; i++)
        doctor_find(doctor, FINDING_DAMAGE, TEXT_DOCTOR_BROKEN,
                    TEXT_VALUES(text_string("words", lines[i])));
    if (count > 0 && indexes)
        doctor_can(doctor, TEXT_DOCTOR_MEND_INDEXES, mend_indexes, 0, 0);
    if (count == CHECK_LINES)
        doctor_find(doctor, FINDING_DAMAGE, TEXT_DOCTOR_BROKEN_MORE, NULL);
    if (status == STATUS_OK && count == 0)
        doctor_find(doctor, FINDING_GOOD, TEXT_DOCTOR_WHOLE, NULL);
    return status;
}

static enum status mend_rule(struct doctor *doctor, int64_t which, size_t place, struct error *err)
{
    (void)place;
    return check_mend_rule(doctor->db, (size_t)which, err);
}

enum status doctor_check_registers(struct doctor *doctor, struct error *err)
{
    struct check_broken *broken = NULL;
    size_t count = 0;
    enum status status = check_registers(doctor->db, doctor->arena, &broken, &count, err);
    for (size_t i = 0; i < count; i++) {
        doctor_find(doctor, broken[i].damage ? FINDING_DAMAGE : FINDING_WARNING, broken[i].words,
                    TEXT_VALUES(text_number("count", broken[i].count),
                                text_string("name", broken[i].name)));
        if (broken[i].loses != TEXT_NONE)
            doctor_can(doctor, broken[i].loses, mend_rule, (int64_t)broken[i].rule, 0);
    }
    if (status == STATUS_OK && count == 0)
        doctor_find(doctor, FINDING_GOOD, TEXT_DOCTOR_ORDER, NULL);
    return status;
}

/* ---- columns ---- */

static enum status mend_column(struct doctor *doctor, int64_t which, size_t place,
                               struct error *err)
{
    return chunk_drop_column(doctor->db, which, place, err);
}

static enum status check_column(struct doctor *doctor, struct frame_use *use, size_t position,
                                int64_t *good, struct error *err)
{
    const struct dataset_info *dataset = frame_use_dataset(use);
    const struct column_info *column = &dataset->columns[position];
    enum frame_stored stored = STORED_NOT;
    enum status status = frames_check(use, position, &stored, err);
    *good += stored == STORED_GOOD;
    if (status == STATUS_OK && stored == STORED_DAMAGED) {
        doctor_find(doctor, FINDING_DAMAGE, TEXT_DOCTOR_COLUMN_BAD,
                    TEXT_VALUES(text_string("column", column->name),
                                text_string("dataset", dataset->name)));
        doctor_can(doctor, TEXT_DOCTOR_MEND_COLUMN, mend_column, dataset->id, column->place);
    }
    return status;
}

static enum status check_dataset(struct doctor *doctor, struct frames *frames,
                                 const struct dataset_info *dataset, int64_t *good,
                                 struct error *err)
{
    struct frame_use *use = NULL;
    if (dataset->changed_shape) {
        doctor_find(doctor, FINDING_WARNING, TEXT_DOCTOR_ALTERED,
                    TEXT_VALUES(text_string("dataset", dataset->name)));
        return STATUS_OK;
    }
    enum status status = frame_use_begin(&use, frames, doctor->db, dataset->id, NULL, err);
    for (size_t i = 0; status == STATUS_OK && i < frame_use_dataset(use)->column_count; i++)
        status = check_column(doctor, use, i, good, err);
    frame_use_end(use);
    return status;
}

enum status doctor_check_columns(struct doctor *doctor, struct error *err)
{
    struct dataset_info *datasets = NULL;
    struct frames *frames = frames_new(0);
    size_t count = 0, before = doctor->count;
    int64_t good = 0;
    enum status status = frames ? dataset_list(doctor->db, doctor->arena, &datasets, &count, err)
                                : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = check_dataset(doctor, frames, &datasets[i], &good, err);
    if (status == STATUS_OK && doctor->count == before)
        doctor_find(doctor, FINDING_GOOD, TEXT_DOCTOR_COLUMNS,
                    TEXT_VALUES(text_number("count", good)));
    frames_free(frames);
    return status;
}
