/*
 * The sample data as a whole: makes the clients and hands out the list of data files. What
 * the clients are like and what the files hold is in the files beside this one.
 */
#include "core/jam/sample.h"

#include <stdlib.h>

#include "core/jam/sample_csv.h"
#include "core/jam/sample_model.h"
#include "core/jam/sample_random.h"
#include "core/jam/sample_rows.h"

static const struct sample_dataset datasets[] = {
    {"changing-caseload", "caseload", SAMPLE_CASELOAD_HEADER, sample_rows_caseload},
    {"changing-caseload", "closures", SAMPLE_CLOSURES_HEADER, sample_rows_closures},
    {"long-term-clients", "caseload_2019", SAMPLE_CASELOAD_HEADER, sample_rows_caseload_2019},
    {"participation", "participation", SAMPLE_PARTICIPATION_HEADER, sample_rows_participation},
    {"participation", "referrals", SAMPLE_REFERRALS_HEADER, sample_rows_referrals},
    {"additional-benefits", "requests", SAMPLE_PAYMENTS_HEADER, sample_rows_payments},
    {"additional-benefits", "winter_2019", SAMPLE_COHORT_HEADER, sample_rows_cohort},
    {"integration-focus", "clients", SAMPLE_CLIENTS_HEADER, sample_rows_clients},
    {"integration-focus", "services", SAMPLE_SERVICES_HEADER, sample_rows_services},
};

const struct sample_dataset *sample_datasets(size_t *count)
{
    *count = sizeof(datasets) / sizeof(datasets[0]);
    return datasets;
}

/* Room for one more couple. */
static bool make_room(struct sample *sample, size_t *room)
{
    struct sample_client *more;

    if (sample->count + 2 <= *room)
        return true;
    more = realloc(sample->clients, *room * 2 * sizeof(*more));
    if (!more)
        return false;
    sample->clients = more;
    *room *= 2;
    return true;
}

static bool is_seen(const struct sample_client *c)
{
    for (int i = 0; i < c->stay_count; i++) {
        if (c->stays[i].end > 0 && c->stays[i].start < SAMPLE_MONTHS)
            return true;
    }
    return false;
}

/* Numbers that say nothing: multiples modulo a prime, so that no two are the same. */
static void give_numbers(struct sample *sample)
{
    for (size_t i = 0; i < sample->count; i++) {
        struct sample_client *c = &sample->clients[i];

        c->id = (uint32_t)((i * 70607 + 5011) % 999983);
        c->case_number =
            c->partner ? (c - 1)->case_number : (uint32_t)((i * 7919 + 311) % 99991) + 1;
    }
}

static int by_case(const void *a, const void *b)
{
    const struct sample_client *left = a;
    const struct sample_client *right = b;

    if (left->case_number != right->case_number)
        return left->case_number < right->case_number ? -1 : 1;
    return (int)left->partner - (int)right->partner;
}

static void add_case(struct sample *sample, uint32_t *key, int start)
{
    struct sample_client *c = &sample->clients[sample->count];

    sample_person_make(c, ++*key, start);
    sample_stays_make(c, start);
    if (c->type >= TYPE_COUPLE)
        ++*key;
    if (!is_seen(c))
        return;
    sample->count++;
    if (c->type >= TYPE_COUPLE) {
        sample_partner_make(c + 1, c, *key);
        sample->count++;
    }
}

static bool add_all(struct sample *sample, size_t room)
{
    uint32_t key = 0;

    for (int month = SAMPLE_FIRST; month < SAMPLE_MONTHS; month++) {
        for (int n = sample_arrivals(month); n > 0; n--) {
            if (!make_room(sample, &room))
                return false;
            add_case(sample, &key, month);
        }
    }
    return true;
}

struct sample *sample_new(void)
{
    enum { ROOM = 32768 };
    struct sample *sample = calloc(1, sizeof(*sample));

    if (!sample)
        return NULL;
    sample->clients = malloc(ROOM * sizeof(*sample->clients));
    if (!sample->clients || !add_all(sample, ROOM)) {
        sample_free(sample);
        return NULL;
    }
    give_numbers(sample);
    qsort(sample->clients, sample->count, sizeof(*sample->clients), by_case);
    return sample;
}

void sample_free(struct sample *sample)
{
    if (!sample)
        return;
    free(sample->clients);
    free(sample);
}

size_t sample_client_count(const struct sample *sample)
{
    return sample->count;
}

bool sample_write(const struct sample *sample, const struct sample_dataset *dataset,
                  size_t row_limit, sample_write_fn *fn, void *context)
{
    struct sample_csv *csv = malloc(sizeof(*csv));
    bool done;

    if (!csv)
        return false;
    *csv = (struct sample_csv){.fn = fn, .context = context, .limit = row_limit};
    sample_csv_header(csv, dataset->header);
    dataset->rows(sample, csv);
    done = sample_csv_finish(csv);
    free(csv);
    return done;
}
