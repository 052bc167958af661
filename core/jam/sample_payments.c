/*
 * Additional benefits: one request in a row, and a cohort of clients (on assistance from
 * January to March 2019) of whom it is known what became of them by December.
 */
#include "core/jam/sample_random.h"
#include "core/jam/sample_rows.h"
#include "core/jam/sample_text.h"

enum { COHORT_LAST = SAMPLE_2019 + 2, DECEMBER = SAMPLE_2019 + 11, DEFAULT_DATE = -118 * 12 };

static int days_to_decide(const struct sample_client *c, int month, unsigned kind)
{
    int low = 2;

    if (c->office == OFFICE_HILLCREST)
        low = 11;
    if (kind == BENEFIT_HOUSING)
        low += 3;
    return sample_between(c->key, month, DRAW_PAYMENT_DAYS + 1000 * kind, low, low + 9);
}

static void put_dates(struct sample_csv *csv, const struct sample_client *c, int month,
                      unsigned kind)
{
    const int first = sample_between(c->key, month, DRAW_PAYMENT_DAY + 1000 * kind, 0, 20);
    const int days = days_to_decide(c, month, kind);
    const int decided = first + days;

    if (sample_chance(c->key, month, DRAW_PAYMENT_MISSING + 1000 * kind, 15000)) {
        sample_csv_date(csv, DEFAULT_DATE, 1);
        sample_csv_date(csv, month + decided / 28, 1 + decided % 28);
        sample_csv_empty(csv);
        return;
    }
    sample_csv_date(csv, month, 1 + first);
    if (1 + decided <= sample_csv_month_days(month))
        sample_csv_date(csv, month, 1 + decided);
    else
        sample_csv_date(csv, month + 1, 1 + decided - sample_csv_month_days(month));
    sample_csv_number(csv, days);
}

static bool put_request(struct sample_csv *csv, const struct sample_client *c, int month,
                        unsigned kind, int cents)
{
    const bool refused = sample_benefit_refused(c, month, (enum sample_benefit)kind);

    sample_csv_code(csv, "B", (unsigned)csv->rows + 1, 6);
    sample_csv_code(csv, "K", c->id, 6);
    sample_csv_month(csv, month);
    sample_csv_text(csv, sample_office_names[c->office]);
    sample_csv_text(csv, sample_type_names[c->type]);
    sample_csv_number(csv, c->children);
    sample_csv_text(csv, sample_benefit_names[kind]);
    put_dates(csv, c, month, kind);
    sample_csv_text(csv, refused ? "refused" : "paid");
    sample_csv_cents(csv, refused ? 0 : cents);
    return sample_csv_end_row(csv);
}

static bool put_requests(struct sample_csv *csv, const struct sample_client *c, int month)
{
    const struct sample_stay *stay = sample_stay_at(c, month);

    for (unsigned kind = 0; stay && kind < BENEFIT_COUNT; kind++) {
        const int cents = sample_benefit_at(c, stay, month, (enum sample_benefit)kind);

        if (cents > 0 && !put_request(csv, c, month, kind, cents))
            return false;
    }
    return true;
}

void sample_rows_payments(const struct sample *sample, struct sample_csv *csv)
{
    for (int month = 0; month < SAMPLE_MONTHS; month++) {
        for (size_t i = 0; i < sample->count; i++) {
            if (!put_requests(csv, &sample->clients[i], month))
                return;
        }
    }
}

/* Whether someone got a transport benefit in one of the three months. */
static bool had_transport(const struct sample_client *c, const struct sample_stay *stay)
{
    for (int month = SAMPLE_2019; month <= COHORT_LAST; month++) {
        if (sample_benefit_at(c, stay, month, BENEFIT_TRANSPORT) > 0 &&
            !sample_benefit_refused(c, month, BENEFIT_TRANSPORT))
            return true;
    }
    return false;
}

static void put_cohort_person(struct sample_csv *csv, const struct sample_client *c,
                              const struct sample_stay *stay)
{
    sample_csv_code(csv, "K", c->id, 6);
    sample_csv_text(csv, sample_office_names[c->office]);
    sample_csv_number(csv, sample_age_as_written(c, COHORT_LAST));
    sample_csv_text(csv, sample_sex_names[c->sex]);
    sample_csv_text(csv, sample_type_names[c->type]);
    sample_csv_number(csv, c->children);
    sample_csv_number(csv, COHORT_LAST - stay->start + 1);
    if (c->office == OFFICE_EASTBROOK && sample_chance(c->key, 2, DRAW_HOUSING_EMPTY, 500000))
        sample_csv_empty(csv);
    else
        sample_csv_text(csv, sample_housing_names[sample_housing_at(c, COHORT_LAST)]);
    sample_csv_text(csv, sample_agreement_names[sample_agreement_at(c, stay, COHORT_LAST, NULL)]);
}

static bool put_cohort(struct sample_csv *csv, const struct sample_client *c,
                       const struct sample_stay *stay)
{
    int cents = 0;

    for (int month = SAMPLE_2019; month <= COHORT_LAST; month++)
        cents += sample_benefits_paid(c, stay, month);
    put_cohort_person(csv, c, stay);
    sample_csv_cents(csv, cents);
    sample_csv_yes_no(csv, had_transport(c, stay));
    sample_csv_yes_no(csv, sample_stay_at(c, DECEMBER) != NULL);
    sample_csv_yes_no(csv, stay->end <= DECEMBER && stay->reason == REASON_JOB);
    return sample_csv_end_row(csv);
}

void sample_rows_cohort(const struct sample *sample, struct sample_csv *csv)
{
    for (size_t i = 0; i < sample->count; i++) {
        const struct sample_client *c = &sample->clients[i];
        const struct sample_stay *stay = sample_stay_at(c, SAMPLE_2019);

        if (stay && stay->end > COHORT_LAST && !put_cohort(csv, c, stay))
            return;
    }
}
