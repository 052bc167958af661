/*
 * Participation: what clients do in a month of 2019, how often they are invited and stay
 * away, and what becomes of referrals.
 */
#include "core/jam/sample_random.h"
#include "core/jam/sample_rows.h"
#include "core/jam/sample_text.h"

enum activity {
    ACTIVITY_NONE,
    ACTIVITY_SEARCH,
    ACTIVITY_WORKSHOP,
    ACTIVITY_TRAINING,
    ACTIVITY_VOLUNTEER,
    ACTIVITY_CLASS,
    ACTIVITY_PLACEMENT,
    ACTIVITY_COUNT
};

static const char *const activity_names[ACTIVITY_COUNT] = {
    "", "job search", "workshop", "training", "volunteering", "language class", "placement"};

/* Hours a month, from – to. */
static const struct {
    uint8_t low;
    uint8_t high;
} activity_hours[ACTIVITY_COUNT] = {{0, 0},   {8, 30},  {6, 24},  {40, 110},
                                    {10, 40}, {24, 60}, {50, 120}};

static bool has_work(const struct sample_client *c, const struct sample_stay *stay, int month)
{
    return sample_earnings_at(c, stay, month) > 0;
}

static enum activity activity_at(const struct sample_client *c, const struct sample_stay *stay,
                                 int month)
{
    static const uint8_t usual[ACTIVITY_COUNT] = {0, 42, 20, 14, 12, 2, 10};
    static const uint8_t newcomer[ACTIVITY_COUNT] = {0, 20, 12, 8, 8, 46, 6};
    const enum sample_agreement agreement = sample_agreement_at(c, stay, month, NULL);
    const int youngest = sample_youngest_age(c, month);
    int chance = 620;

    if (youngest >= 6)
        chance += 140;
    else if (youngest >= 0)
        chance -= 140;
    if (c->barriers & BARRIER_TRANSPORT)
        chance -= 120;
    if (agreement != AGREEMENT_ACTIVE)
        chance = agreement == AGREEMENT_EXCUSED ? 60 : 150;
    if (!sample_chance(c->key, month / 2, DRAW_ATTEND, chance * 1000))
        return ACTIVITY_NONE;
    return (enum activity)sample_pick(c->key, month / 3, DRAW_ACTIVITY,
                                      c->barriers & BARRIER_LANGUAGE ? newcomer : usual,
                                      ACTIVITY_COUNT);
}

static int hours_at(const struct sample_client *c, int month, enum activity activity)
{
    return sample_between(c->key, month, DRAW_HOURS, activity_hours[activity].low,
                          activity_hours[activity].high);
}

static int missed_at(const struct sample_client *c, int month, int invited)
{
    const enum sample_housing housing = sample_housing_at(c, month);
    int chance = 110000;
    int missed = 0;

    if (c->barriers & BARRIER_TRANSPORT)
        chance += 170000;
    if (housing == HOUSING_FRIENDS || housing == HOUSING_SHELTER)
        chance += 90000;
    for (int i = 0; i < invited; i++) {
        if (sample_chance(c->key, month * 8 + i, DRAW_MISSED, chance))
            missed++;
    }
    return missed;
}

/* Hours are handed in on paper; at Northgate many sheets never were. */
static void put_hours(struct sample_csv *csv, const struct sample_client *c, int month,
                      enum activity activity)
{
    const int missing = c->office == OFFICE_NORTHGATE ? 140000 : 12000;

    if (activity != ACTIVITY_NONE && sample_chance(c->key, month, DRAW_ATTEND, missing))
        sample_csv_text(csv, "N/A");
    else
        sample_csv_number(csv, hours_at(c, month, activity));
}

static void put_person(struct sample_csv *csv, const struct sample_client *c, int month)
{
    const int youngest = sample_youngest_age(c, month);

    sample_csv_code(csv, "K", c->id, 6);
    sample_csv_month(csv, month);
    sample_csv_text(csv, sample_office_names[c->office]);
    sample_csv_number(csv, sample_age_as_written(c, month));
    sample_csv_text(csv, sample_sex_names[c->sex]);
    sample_csv_text(csv, sample_type_names[c->type]);
    if (youngest < 0)
        sample_csv_empty(csv);
    else
        sample_csv_number(csv, youngest);
    sample_csv_text(csv, sample_education_as_written(c, month));
}

static bool put_row(struct sample_csv *csv, const struct sample_client *c,
                    const struct sample_stay *stay, int month)
{
    const enum activity activity = activity_at(c, stay, month);
    const int invited = sample_below(c->key, month, DRAW_INVITED, 4);
    char note[SAMPLE_NOTE_SIZE];

    put_person(csv, c, month);
    sample_csv_number(csv, month - stay->start + 1);
    sample_csv_text(csv, sample_agreement_names[sample_agreement_at(c, stay, month, NULL)]);
    sample_csv_text(csv, activity_names[activity]);
    put_hours(csv, c, month, activity);
    sample_csv_number(csv, invited);
    sample_csv_number(csv, missed_at(c, month, invited));
    sample_csv_yes_no(csv, (c->barriers & BARRIER_TRANSPORT) != 0);
    sample_csv_yes_no(csv, has_work(c, stay, month) && !has_work(c, stay, month - 1));
    sample_note(c, month, note);
    sample_csv_text(csv, note);
    return sample_csv_end_row(csv);
}

void sample_rows_participation(const struct sample *sample, struct sample_csv *csv)
{
    for (int month = SAMPLE_2019; month < SAMPLE_MONTHS; month++) {
        for (size_t i = 0; i < sample->count; i++) {
            const struct sample_client *c = &sample->clients[i];
            const struct sample_stay *stay = sample_stay_at(c, month);

            if (stay && !put_row(csv, c, stay, month))
                return;
        }
    }
}

enum referral {
    REFERRAL_WORKSHOP,
    REFERRAL_PLACEMENT,
    REFERRAL_TRAINING,
    REFERRAL_CLASS,
    REFERRAL_HEALTH,
    REFERRAL_HOUSING,
    REFERRAL_COUNT
};

static const char *const referral_names[REFERRAL_COUNT] = {
    "workshop", "placement", "training", "language class", "health", "housing help"};

static int referral_at(const struct sample_client *c, const struct sample_stay *stay, int month)
{
    const bool active = sample_agreement_at(c, stay, month, NULL) == AGREEMENT_ACTIVE;
    const uint8_t weights[REFERRAL_COUNT] = {
        30,
        16,
        14,
        c->barriers & BARRIER_LANGUAGE ? 50 : 1,
        c->barriers & BARRIER_HEALTH ? 40 : 6,
        sample_housing_at(c, month) >= HOUSING_ROOMING ? 28 : 4,
    };

    if (!sample_chance(c->key, month, DRAW_REFERRAL, active ? 95000 : 32000))
        return -1;
    return sample_pick(c->key, month, DRAW_REFERRAL_KIND, weights, REFERRAL_COUNT);
}

const char *sample_referral(const struct sample_client *c, const struct sample_stay *stay,
                            int month)
{
    const int kind = referral_at(c, stay, month);

    return kind < 0 ? "" : referral_names[kind];
}

/* Days from a referral to the first day; long waits put people off. */
static int wait_days(const struct sample_client *c, int month, int kind)
{
    static const uint8_t longest[REFERRAL_COUNT] = {28, 60, 90, 80, 70, 45};
    const int low = c->office == OFFICE_EASTBROOK ? 14 : 3;

    return sample_between(c->key, month, DRAW_REFERRAL_WAIT, low, low + longest[kind]);
}

/* A date so many days after the first of a month, in a calendar of months of 28 days that
 * always exist. */
static void put_day(struct sample_csv *csv, int month, int days)
{
    sample_csv_date(csv, month + days / 28, 1 + days % 28);
}

static void put_outcome(struct sample_csv *csv, const struct sample_client *c, int month, int first,
                        int wait)
{
    const bool started =
        sample_chance(c->key, month, DRAW_REFERRAL_START, 860000 - (wait > 21 ? 330000 : 0));
    const int left = sample_below(c->key, month, DRAW_REFERRAL_END, 100);
    const int end = first + wait + 20 + left;

    if (started)
        put_day(csv, month, first + wait);
    else
        sample_csv_empty(csv);
    if (started && left < 78)
        put_day(csv, month, end);
    else
        sample_csv_empty(csv);
    if (!started)
        sample_csv_text(csv, "never started");
    else
        sample_csv_text(csv, left < 52 ? "finished" : left < 78 ? "broken off" : "going on");
}

static bool put_referral(struct sample_csv *csv, const struct sample_client *c, int month, int kind)
{
    const int first = sample_below(c->key, month, DRAW_DAY, 28);
    const int wait = wait_days(c, month, kind);

    sample_csv_code(csv, "R", (unsigned)csv->rows + 1, 5);
    sample_csv_code(csv, "K", c->id, 6);
    sample_csv_text(csv, sample_office_names[c->office]);
    put_day(csv, month, first);
    sample_csv_text(csv, referral_names[kind]);
    put_outcome(csv, c, month, first, wait);
    return sample_csv_end_row(csv);
}

void sample_rows_referrals(const struct sample *sample, struct sample_csv *csv)
{
    for (int month = SAMPLE_2019; month < SAMPLE_MONTHS - 3; month++) {
        for (size_t i = 0; i < sample->count; i++) {
            const struct sample_client *c = &sample->clients[i];
            const struct sample_stay *stay = sample_stay_at(c, month);
            const int kind = stay ? referral_at(c, stay, month) : -1;

            if (kind >= 0 && !put_referral(csv, c, month, kind))
                return;
        }
    }
}
