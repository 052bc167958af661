/*
 * The sample data are the same on every machine, and the extracts in sample-data/ are their
 * first rows. After a change that is meant: DATAJAM_GOLDEN=write make test-unit ONLY=sample
 * writes the extracts anew and prints the checksums.
 */
#include "tests/support/check.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buffer.h"
#include "core/base/file.h"
#include "core/ingest/small_csv.h"
#include "core/jam/sample.h"
#include "core/jam/sample_rows.h"

enum { EXTRACT_ROWS = 1000, EXTRACT_LIMIT = 250000 };

/* FNV-1a and size of each file, in the order of sample_datasets. */
static const char *const checksums[] = {
    "d0c40dc18dfca9d6 24462339", // caseload
    "f4ef23bf62da362c 994968",   // closures
    "613c7c62345b0ede 12704513", // caseload_2019
    "3684bed9f5fa05a4 9516031",  // participation
    "a02a076e53a22e15 371863",   // referrals
    "c9da8f20df3bc546 2250622",  // requests
    "8701b21a13b7d204 539623",   // winter_2019
    "cd01b833fc01b4a0 630233",   // clients
    "71002c638a8120bf 1483665",  // services
};

struct sum {
    uint64_t hash; /* FNV-1a */
    size_t bytes;
};

static int make_sample(void **state)
{
    *state = sample_new();
    return *state ? 0 : -1;
}

static int free_sample(void **state)
{
    sample_free(*state);
    return 0;
}

static bool is_writing(void)
{
    const char *golden = getenv("DATAJAM_GOLDEN");

    return golden && strcmp(golden, "write") == 0;
}

static bool add_to_sum(void *context, struct span bytes)
{
    struct sum *sum = context;

    for (size_t i = 0; i < bytes.len; i++)
        sum->hash = (sum->hash ^ (unsigned char)bytes.data[i]) * UINT64_C(0x100000001b3);
    sum->bytes += bytes.len;
    return true;
}

static bool add_to_buffer(void *context, struct span bytes)
{
    return buffer_add_span(context, bytes);
}

static bool stop(void *context, struct span bytes)
{
    (void)bytes;
    ++*(int *)context;
    return false;
}

static void test_every_byte_is_fixed(void **state)
{
    size_t count;
    const struct sample_dataset *datasets = sample_datasets(&count);

    assert_int_equal(count, sizeof(checksums) / sizeof(checksums[0]));
    for (size_t i = 0; i < count; i++) {
        struct sum sum = {.hash = UINT64_C(0xcbf29ce484222325)};
        char text[64];

        assert_true(sample_write(*state, &datasets[i], 0, add_to_sum, &sum));
        snprintf(text, sizeof(text), "%016" PRIx64 " %zu", sum.hash, sum.bytes);
        if (is_writing())
            print_message("    \"%s\", // %s\n", text, datasets[i].name);
        else
            assert_string_equal(text, checksums[i]);
    }
}

static void test_the_extracts_are_the_first_rows(void **state)
{
    size_t count;
    const struct sample_dataset *datasets = sample_datasets(&count);

    for (size_t i = 0; i < count; i++) {
        struct buffer made = {0};
        struct buffer kept = {0};
        char path[300];

        snprintf(path, sizeof(path), "sample-data/social-assistance/topics/%s/data/%s.csv",
                 datasets[i].topic, datasets[i].name);
        assert_true(sample_write(*state, &datasets[i], EXTRACT_ROWS, add_to_buffer, &made));
        if (is_writing())
            assert_int_equal(file_replace(path, buffer_span(&made), 0644, NULL), STATUS_OK);
        assert_int_equal(file_read(path, EXTRACT_LIMIT, &kept, NULL), STATUS_OK);
        assert_int_equal(kept.len, made.len);
        assert_memory_equal(kept.data, made.data, made.len);
        buffer_free(&made);
        buffer_free(&kept);
    }
}

static void test_a_refused_piece_ends_the_writing(void **state)
{
    size_t count;
    int pieces = 0;
    const struct sample_dataset *datasets = sample_datasets(&count);

    assert_false(sample_write(*state, &datasets[0], 0, stop, &pieces));
    assert_int_equal(pieces, 1);
}

struct shape {
    size_t columns;
    int64_t rows;
};

static enum status check_row(void *context, const struct span *fields, size_t count, int64_t line,
                             struct error *err)
{
    struct shape *shape = context;

    (void)fields, (void)line, (void)err;
    if (shape->rows++ == 0)
        shape->columns = count;
    assert_int_equal(count, shape->columns);
    return STATUS_OK;
}

static void test_every_row_has_all_columns(void **state)
{
    size_t count;
    const struct sample_dataset *datasets = sample_datasets(&count);

    for (size_t i = 0; i < count; i++) {
        struct shape shape = {0};
        struct buffer made = {0};

        assert_true(sample_write(*state, &datasets[i], 5000, add_to_buffer, &made));
        assert_int_equal(small_csv_read(buffer_span(&made), check_row, &shape, NULL), STATUS_OK);
        assert_int_equal(shape.rows, 5001);
        buffer_free(&made);
    }
}

static void check_stays(const struct sample_client *c)
{
    for (int i = 0; i < c->stay_count; i++) {
        const struct sample_stay *stay = &c->stays[i];

        assert_true(stay->start < stay->end);
        assert_true(stay->end == SAMPLE_OPEN || stay->end <= SAMPLE_MONTHS);
        if (i > 0)
            assert_true(c->stays[i - 1].end < stay->start);
        assert_in_range(stay->reason, 0, REASON_COUNT - 1);
    }
}

static void test_clients_are_plausible(void **state)
{
    const struct sample *sample = *state;

    assert_in_range(sample_client_count(sample), 19000, 21000);
    for (size_t i = 0; i < sample->count; i++) {
        const struct sample_client *c = &sample->clients[i];

        check_stays(c);
        assert_in_range(sample_age(c, c->stays[0].start), 18, 65);
        assert_true((c->children > 0) == (c->type == TYPE_SINGLE_PARENT || c->type == TYPE_FAMILY));
        assert_true((sample_youngest_age(c, 0) >= 0) == (c->children > 0));
        if (!c->partner)
            continue;
        assert_int_equal(c->case_number, (c - 1)->case_number);
        assert_int_equal(c->office, (c - 1)->office);
        assert_int_equal(sample_housing_at(c, 3), sample_housing_at(c - 1, 3));
    }
}

static int by_number(const void *a, const void *b)
{
    const uint32_t left = *(const uint32_t *)a;
    const uint32_t right = *(const uint32_t *)b;

    return (left > right) - (left < right);
}

static void test_no_two_clients_share_a_number(void **state)
{
    const struct sample *sample = *state;
    uint32_t *ids = calloc(sample->count, sizeof(*ids));

    assert_non_null(ids);
    for (size_t i = 0; i < sample->count; i++)
        ids[i] = sample->clients[i].id;
    qsort(ids, sample->count, sizeof(*ids), by_number);
    for (size_t i = 1; i < sample->count; i++)
        assert_true(ids[i - 1] < ids[i]);
    free(ids);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_byte_is_fixed),
        cmocka_unit_test(test_the_extracts_are_the_first_rows),
        cmocka_unit_test(test_a_refused_piece_ends_the_writing),
        cmocka_unit_test(test_every_row_has_all_columns),
        cmocka_unit_test(test_clients_are_plausible),
        cmocka_unit_test(test_no_two_clients_share_a_number),
    };

    return cmocka_run_group_tests_name("sample", tests, make_sample, free_sample);
}
