/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A table of media says what was done with each and how many days ago; each step is signed by whoever it is for. */

#include "mado-media-life.h"

#include <string.h>

#include "mado-hash.h"
#include "mado-json-member.h"

#define OPENS 9          /* o'clock in Japan */
#define JAPAN (9 * 3600) /* seconds before Greenwich */
#define DAY (24 * 3600)
#define YEARS_IN_OFFICE 5
#define MOST_STEPS 8

/* Who hands over, and to whom. */
typedef struct {
  MadoCounter *counter;
  MadoDate today;
  GPtrArray *givers;    /* (element-type MadoClerk): the first of those who may */
  GPtrArray *receivers; /* (element-type MadoClerk): the same, and none of the former */
  GPtrArray *keepers;   /* (element-type MadoClerk): of the register */
  const char *content;
  GHashTable *ids; /* number → MadoId */
} Media;

/* A step: what, how many days ago and how many minutes after opening. */
typedef struct {
  const char *what;
  int days;
  int minutes;
} Step;

typedef struct {
  const char *number;
  const char *kind;
  const char *medium; /* (nullable): that a notice is of */
  const char *bag;
  const char *seal;
  gint64 records;
  gint64 amount;
  int due; /* in how many days; less than 0: it should have been back */
  Step steps[MOST_STEPS];
} Medium;

static const Medium all[] = {
  { "P-0001",
    "medium",
    NULL,
    "B-01",
    "S-1001",
    48,
    2400000,
    -60,
    { { "make", 90, 10 },
      { "seal", 90, 20 },
      { "carry", 90, 30 },
      { "receive", 90, 75 },
      { "store", 90, 80 },
      { "return", 62, 15 },
      { "close", 62, 60 } } },
  { "P-0001-N",
    "password_notice",
    "P-0001",
    "B-02",
    "S-1002",
    0,
    0,
    -60,
    { { "make", 90, 12 },
      { "seal", 89, 20 },
      { "carry", 89, 30 },
      { "receive", 89, 75 },
      { "erase", 62, 25 },
      { "close", 62, 65 } } },
  { "P-0002",
    "medium",
    NULL,
    "B-01",
    "S-1011",
    61,
    3050000,
    -4,
    { { "make", 34, 10 }, { "seal", 34, 20 }, { "carry", 34, 30 }, { "receive", 34, 80 }, { "store", 34, 90 } } },
  { "P-0002-N",
    "password_notice",
    "P-0002",
    "B-02",
    "S-1012",
    0,
    0,
    -4,
    { { "make", 34, 12 }, { "seal", 33, 20 }, { "carry", 33, 30 }, { "receive", 33, 80 } } },
  { "P-0003",
    "medium",
    NULL,
    "B-03",
    "S-1021",
    57,
    2850000,
    12,
    { { "make", 18, 10 },
      { "seal", 18, 20 },
      { "carry", 18, 30 },
      { "receive", 18, 85 },
      { "store", 18, 95 },
      { "return", 2, 40 } } },
  { "P-0004",
    "medium",
    NULL,
    "B-01",
    "S-1031",
    73,
    3650000,
    28,
    { { "make", 1, 10 }, { "seal", 1, 25 }, { "carry", 1, 40 } } },
  { "P-0004-N", "password_notice", "P-0004", "B-02", "S-1032", 0, 0, 28, { { "make", 1, 12 }, { "seal", 1, 55 } } },
  { "P-0005", "medium", NULL, "B-03", "S-1041", 39, 1950000, 28, { { "make", 0, 10 } } },
  { "P-0005-N", "password_notice", "P-0005", "B-04", "S-1042", 0, 0, 28, { { "make", 0, 11 } } },
};

static void
go_to (Media *self, int days_ago, int minutes)
{
  gint64 day = mado_date_days_between ((MadoDate) { 1970, 1, 1 }, self->today) - days_ago;

  self->counter->now.microseconds = (day * DAY + OPENS * 3600 - JAPAN + minutes * 60) * G_USEC_PER_SEC;
}

static char *
write_day (const Media *self, int days)
{
  char iso[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (mado_date_add_days (self->today, days), iso);

  return g_strdup (iso);
}

static void
do_signed (Media *self, const char *kind, MadoId entity, yyjson_mut_val *body, const GPtrArray *who)
{
  MadoWish wish = { .kind = kind, .entity = entity, .body = body, .who = who, .is_signed = TRUE };

  mado_counter_do (self->counter, &wish); /* ignored: a medium that nobody may handle goes nowhere */
}

/* --- the register ------------------------------------------------------------------------------------------------- */

static yyjson_mut_val *
write_person (const Media *self, yyjson_mut_doc *doc, const MadoClerk *clerk, gboolean is_giver)
{
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  g_autofree char *key = mado_public_key_to_hex (mado_signing_key_get_public (clerk->key));
  g_autofree char *from = write_day (self, -366);
  g_autofree char *to = write_day (self, 366 * YEARS_IN_OFFICE);

  yyjson_mut_obj_add_str (doc, body, "account", clerk->account);
  yyjson_mut_obj_add_str (doc, body, "name", clerk->name);
  yyjson_mut_obj_add_str (doc, body, "organisation",
                          is_giver ? "見本事務センター株式会社" : self->counter->staff->programme->identity.division);
  yyjson_mut_obj_add_str (doc, body, "role", is_giver ? "取扱責任者" : "取扱者");
  yyjson_mut_obj_add_strcpy (doc, body, "from", from);
  yyjson_mut_obj_add_strcpy (doc, body, "to", to);
  yyjson_mut_obj_add_strcpy (doc, body, "key", key);

  return body;
}

static void
register_clerk (Media *self, const MadoClerk *clerk, gboolean is_giver)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  MadoId id = mado_counter_draw_id (self->counter);
  MadoWish enter = {
    .kind = "person.register", .entity = id, .body = write_person (self, doc, clerk, is_giver), .who = self->keepers
  };
  MadoWish report = { .kind = "person.report", .entity = id, .body = yyjson_mut_obj (doc), .who = self->keepers };

  yyjson_mut_obj_add_strcpy (doc, report.body, "day", mado_counter_get_today (self->counter));
  if (mado_counter_do (self->counter, &enter) != NULL)
    mado_counter_do (self->counter, &report); /* ignored: then nobody is in charge, and nothing is handed over */
  yyjson_mut_doc_free (doc);
}

static void
register_all (Media *self)
{
  go_to (self, 120, 0);
  for (guint i = 0; i < self->givers->len; i++)
    register_clerk (self, g_ptr_array_index (self->givers, i), TRUE);
  for (guint i = 0; i < self->receivers->len; i++)
    register_clerk (self, g_ptr_array_index (self->receivers, i), FALSE);
}

/* --- the steps ---------------------------------------------------------------------------------------------------- */

static void
write_counts (yyjson_mut_doc *doc, yyjson_mut_val *body, const Medium *medium)
{
  g_autofree char *digest = NULL;
  MadoHash hash = mado_hash_of (medium->number, strlen (medium->number));

  yyjson_mut_obj_add_sint (doc, body, "media", 1);
  yyjson_mut_obj_add_sint (doc, body, "records", medium->records);
  if (medium->amount == 0)
    return;
  digest = mado_hash_to_hex (&hash);
  yyjson_mut_obj_add_sint (doc, body, "amount", medium->amount);
  yyjson_mut_obj_add_strcpy (doc, body, "digest", digest);
}

static void
write_make (const Media *self, yyjson_mut_doc *doc, yyjson_mut_val *body, const Medium *medium)
{
  const MadoId *of = medium->medium != NULL ? g_hash_table_lookup (self->ids, medium->medium) : NULL;
  char id[MADO_ID_TEXT_SIZE];

  yyjson_mut_obj_add_str (doc, body, "kind", medium->kind);
  yyjson_mut_obj_add_str (doc, body, "number", medium->number);
  yyjson_mut_obj_add_str (doc, body, "content", of != NULL ? "パスワード通知書" : self->content);
  write_counts (doc, body, medium);
  if (of == NULL) {
    yyjson_mut_obj_add_str (doc, body, "encryption", "AES-256");
    return;
  }
  mado_id_to_text (*of, id);
  yyjson_mut_obj_add_strcpy (doc, body, "medium", id);
}

static void
write_bag (yyjson_mut_doc *doc, yyjson_mut_val *body, const Medium *medium, const char *mark)
{
  g_autofree char *bag = g_strconcat (medium->bag, mark, NULL);
  g_autofree char *seal = g_strconcat (medium->seal, mark, NULL);

  yyjson_mut_obj_add_strcpy (doc, body, "bag", bag);
  yyjson_mut_obj_add_strcpy (doc, body, "seal", seal);
}

/* A medium whose day is past was due on a day that lay ahead when it left. */
static void
write_carry (const Media *self, yyjson_mut_doc *doc, yyjson_mut_val *body, const Medium *medium)
{
  const MadoClerk *receiver = g_ptr_array_index (self->receivers, 0);
  const MadoClerk *giver = g_ptr_array_index (self->givers, 0);
  g_autofree char *due = write_day (self, medium->due);

  yyjson_mut_obj_add_str (doc, body, "receiver", receiver->account);
  yyjson_mut_obj_add_str (doc, body, "carrier", giver->name);
  yyjson_mut_obj_add_strcpy (doc, body, "due_back", due);
}

static void
write_step (const Media *self, yyjson_mut_doc *doc, yyjson_mut_val *body, const Medium *medium, const char *what)
{
  const MadoClerk *giver = g_ptr_array_index (self->givers, 0);

  if (strcmp (what, "make") == 0)
    write_make (self, doc, body, medium);
  else if (strcmp (what, "seal") == 0)
    write_bag (doc, body, medium, "");
  else if (strcmp (what, "carry") == 0)
    write_carry (self, doc, body, medium);
  else if (strcmp (what, "receive") == 0) {
    write_counts (doc, body, medium);
    yyjson_mut_obj_add_str (doc, body, "seal", medium->seal);
  } else if (strcmp (what, "store") == 0)
    yyjson_mut_obj_add_str (doc, body, "place", "執務室 施錠キャビネット 2段目");
  else
    yyjson_mut_obj_add_sint (doc, body, "media", 1);
  if (strcmp (what, "return") == 0) {
    yyjson_mut_obj_add_str (doc, body, "carrier", giver->name);
    write_bag (doc, body, medium, "R");
  }
  if (strcmp (what, "erase") == 0) {
    yyjson_mut_obj_add_str (doc, body, "method", "裁断");
    yyjson_mut_obj_add_str (doc, body, "witness", giver->name);
  }
}

static gboolean
is_for_receiver (const char *what)
{
  static const char *const steps[] = { "receive", "store", "return", "erase", NULL };

  return g_strv_contains (steps, what);
}

static void
take_step (Media *self, const Medium *medium, const Step *step)
{
  const MadoId *id = g_hash_table_lookup (self->ids, medium->number);
  g_autofree char *kind = g_strconcat ("handover.", step->what, NULL);
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);

  go_to (self, step->days, step->minutes);
  write_step (self, doc, body, medium, step->what);
  do_signed (self, kind, *id, body, is_for_receiver (step->what) ? self->receivers : self->givers);
  yyjson_mut_doc_free (doc);
}

/* All in the order of time, so that a notice leaves when its medium has arrived. */
static void
take_steps_of_day (Media *self, int day)
{
  for (int minutes = 0; minutes < 8 * 60; minutes++)
    for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
      for (const Step *step = all[i].steps; step < all[i].steps + MOST_STEPS && step->what != NULL; step++)
        if (step->days == day && step->minutes == minutes)
          take_step (self, &all[i], step);
}

static void
draw_ids (Media *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++) {
    MadoId id;

    go_to (self, all[i].steps[0].days, all[i].steps[0].minutes);
    id = mado_counter_draw_id (self->counter);
    g_hash_table_insert (self->ids, g_strdup (all[i].number), g_memdup2 (&id, sizeof id));
  }
}

static GPtrArray *
list_receivers (const MadoStaff *staff, const GPtrArray *givers)
{
  GPtrArray *receivers = mado_staff_list_with_duty (staff, "receive", NULL);

  for (guint i = 0; i < givers->len; i++)
    g_ptr_array_remove (receivers, g_ptr_array_index (givers, i));

  return receivers;
}

static const char *
find_content (const MadoProgramme *programme)
{
  for (guint i = 0; i < mado_section_get_count (programme->packets); i++) {
    const MadoPacket *packet = mado_section_get (programme->packets, i);

    if (packet->to[0] != '\0')
      return packet->label;
  }

  return "引渡しデータ";
}

/**
 * mado_media_live:
 * @counter: a counter of its own
 * @today: the last day of it
 *
 * Persons in charge are registered, and media go their ways: some are back, some are out, one is overdue.
 */
void
mado_media_live (MadoCounter *counter, MadoDate today)
{
  g_autoptr (GPtrArray) givers = mado_staff_list_with_duty (counter->staff, "handover", NULL);
  g_autoptr (GPtrArray) receivers = list_receivers (counter->staff, givers);
  g_autoptr (GPtrArray) keepers = mado_staff_list_with_duty (counter->staff, "people", NULL);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Media media = {
    .counter = counter,
    .today = today,
    .givers = givers,
    .receivers = receivers,
    .keepers = keepers,
    .content = find_content (counter->staff->programme),
    .ids = ids,
  };

  if (givers->len == 0 || receivers->len == 0)
    return;
  register_all (&media);
  draw_ids (&media);
  for (int day = all[0].steps[0].days; day >= 0; day--)
    take_steps_of_day (&media, day);
}
