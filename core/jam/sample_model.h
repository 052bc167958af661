/*
 * Inside the sample data: who the clients are and what happens to them. Months count from
 * 0 = January 2018; the two years that are shown end before month 24, but stays begin up
 * to twenty years earlier.
 */
#ifndef DATAJAM_JAM_SAMPLE_MODEL_H
#define DATAJAM_JAM_SAMPLE_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SAMPLE_FIRST = -240, /* the oldest stay begins here */
    SAMPLE_2019 = 12,
    SAMPLE_MONTHS = 24,
    SAMPLE_OPEN = 1000, /* end of a stay that goes on */
    SAMPLE_NONE = -1000,
    SAMPLE_STAYS = 4
};

enum sample_office {
    OFFICE_RIVERSIDE,
    OFFICE_HILLCREST,
    OFFICE_OLD_TOWN,
    OFFICE_NORTHGATE,
    OFFICE_MILLPOND,
    OFFICE_EASTBROOK,
    OFFICE_COUNT
};

enum sample_type { TYPE_SINGLE, TYPE_SINGLE_PARENT, TYPE_COUPLE, TYPE_FAMILY, TYPE_COUNT };

enum sample_sex { SEX_FEMALE, SEX_MALE, SEX_OTHER, SEX_COUNT };

enum sample_education {
    EDUCATION_BELOW,
    EDUCATION_SCHOOL,
    EDUCATION_TRADE,
    EDUCATION_COLLEGE,
    EDUCATION_UNIVERSITY,
    EDUCATION_COUNT
};

enum sample_housing {
    HOUSING_RENTING,
    HOUSING_SUBSIDISED,
    HOUSING_OWN,
    HOUSING_ROOMING,
    HOUSING_FRIENDS,
    HOUSING_SHELTER,
    HOUSING_COUNT
};

enum sample_barrier {
    BARRIER_HEALTH = 1,
    BARRIER_LANGUAGE = 2,
    BARRIER_DEBT = 4,
    BARRIER_TRANSPORT = 8,
    BARRIER_CHILD_CARE = 16, /* these two change with the months */
    BARRIER_HOUSING = 32
};

enum sample_agreement {
    AGREEMENT_NONE,
    AGREEMENT_ACTIVE,
    AGREEMENT_EXPIRED,
    AGREEMENT_EXCUSED,
    AGREEMENT_COUNT
};

enum sample_reason {
    REASON_JOB,
    REASON_MOVED,
    REASON_CONTACT,
    REASON_FAMILY,
    REASON_PENSION,
    REASON_STUDIES,
    REASON_COUNT
};

enum sample_benefit {
    BENEFIT_TRANSPORT,
    BENEFIT_HEALTH,
    BENEFIT_HOUSING,
    BENEFIT_SCHOOL,
    BENEFIT_WORK,
    BENEFIT_CHILD,
    BENEFIT_MOVING,
    BENEFIT_COUNT
};

/* A time on assistance without a break: months [start, end). */
struct sample_stay {
    int16_t start;
    int16_t end;
    uint8_t reason; /* why it ended */
};

struct sample_client {
    uint32_t key;         /* for the draws */
    uint32_t home;        /* the same for both of a couple */
    uint32_t case_number; /* couples share theirs */
    uint32_t id;
    int16_t birth;    /* month */
    int16_t youngest; /* month in which the youngest child was born, or SAMPLE_NONE */
    uint8_t office;
    uint8_t type;
    uint8_t sex;
    uint8_t children;
    uint8_t education;
    uint8_t housing;  /* when the first stay began */
    uint8_t barriers; /* those that don't change */
    bool partner;     /* the second adult of a case */
    bool birth_unknown;
    uint8_t stay_count;
    struct sample_stay stays[SAMPLE_STAYS];
};

/* sample_person.c: who someone is, from a key and the month in which a first stay begins. */
void sample_person_make(struct sample_client *client, uint32_t key, int start);
void sample_partner_make(struct sample_client *partner, const struct sample_client *head,
                         uint32_t key);
int sample_age(const struct sample_client *client, int month);
int sample_age_as_written(const struct sample_client *client, int month);
int sample_youngest_age(const struct sample_client *client, int month); /* -1: no child */
enum sample_housing sample_housing_at(const struct sample_client *client, int month);
unsigned sample_barriers_at(const struct sample_client *client, int month);

/* sample_stay.c: how long someone stays, and the agreement and earnings on the way. */
int sample_arrivals(int month); /* new cases in that month */
void sample_stays_make(struct sample_client *client, int start);
const struct sample_stay *sample_stay_at(const struct sample_client *client, int month);
enum sample_agreement sample_agreement_at(const struct sample_client *client,
                                          const struct sample_stay *stay, int month, int *until);
int sample_earnings_at(const struct sample_client *client, const struct sample_stay *stay,
                       int month); /* cents */

/* sample_benefit.c: cents that are asked for in a month, 0: nothing. */
int sample_benefit_at(const struct sample_client *client, const struct sample_stay *stay, int month,
                      enum sample_benefit kind);
/* True when the request is turned down. */
bool sample_benefit_refused(const struct sample_client *client, int month,
                            enum sample_benefit kind);
/* What is paid for all kinds together. */
int sample_benefits_paid(const struct sample_client *client, const struct sample_stay *stay,
                         int month);

#endif
