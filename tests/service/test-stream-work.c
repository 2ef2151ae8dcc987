/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A day of random work over the line, by each of our programmes: what the service has is what the domain says, and what
 * each role has of it is what the projection says, whether it followed the log or loaded all. */

#include <string.h>

#include "mado-person-in-charge.h"
#include "mado-projection.h"
#include "random-work.h"
#include "terminal-sample.h"
#include "terminals.h"

#define N_STEPS 400
#define PULL_EVERY 40
#define TERMINAL "t-1" /* that random work names */

#define PREGNANCY                                                                                                      \
  "{\"birth_date\": \"1995-05-05\", \"handbook_date\": \"2025-06-02\", \"delivery_date\": \"2025-12-01\", "            \
  "\"fetuses\": 1, "                                                                                                   \
  "\"heartbeat\": true, \"wish\": true, \"paid_elsewhere\": false, \"moved\": false, \"pregnancy_month\": 5}"
#define ALLOWANCE                                                                                                      \
  "{\"target_group\": \"1\", \"child_birth\": \"2015-05-05\", \"birth_date\": \"1990-05-05\", \"cert_no\": \"12345\"}"

typedef struct {
  RandomOffice *office;
  Ward *ward;
  MadoStream *stream;
  char *name;
  GPtrArray *desks;   /* (element-type Terminal): of each person, which write */
  GPtrArray *readers; /* (element-type Terminal): one of each role, which follow the log */
} Day;

static void
add_desks (Day *self)
{
  for (guint i = 0; i < self->office->people->len; i++) {
    const RandomPerson *person = g_ptr_array_index (self->office->people, i);
    Terminal *desk = terminal_new (self->ward, self->stream, person->account, person->roles[0]);

    g_free ((char *) desk->caller.terminal);
    desk->caller.terminal = g_strdup (TERMINAL);
    g_ptr_array_add (self->desks, desk);
  }
}

static Terminal *
find_desk (Day *self, const char *account)
{
  for (guint i = 0; i < self->desks->len; i++) {
    Terminal *desk = g_ptr_array_index (self->desks, i);

    if (strcmp (desk->caller.person.account, account) == 0)
      return desk;
  }

  g_assert_not_reached ();
}

static void
add_readers (Day *self)
{
  const MadoSection *roles = self->office->programme->roles;

  for (guint i = 0; i < mado_section_get_count (roles); i++) {
    const char *role = ((const MadoNamed *) mado_section_get (roles, i))->id;
    g_autofree char *account = g_strconcat ("reader-", role, NULL);
    Terminal *reader = terminal_new (self->ward, self->stream, account, role);

    terminal_load (reader);
    g_ptr_array_add (self->readers, reader);
  }
}

/* Nobody keeps his own entry of the register. */
static Terminal *
find_keeper (Day *self, const RandomPerson *person)
{
  const MadoProgramme *programme = self->office->programme;

  for (guint i = 0; i < self->office->people->len; i++) {
    const RandomPerson *keeper = g_ptr_array_index (self->office->people, i);

    if (keeper != person && mado_programme_has_duty (programme, "people", keeper->roles[0]))
      return g_ptr_array_index (self->desks, i);
  }

  g_assert_not_reached ();
}

static void
register_people (Day *self)
{
  for (guint i = 0; i < self->office->people->len; i++) {
    const RandomPerson *person = g_ptr_array_index (self->office->people, i);
    g_autofree char *key = mado_public_key_to_hex (mado_signing_key_get_public (person->key));
    Terminal *desk = find_keeper (self, person);
    MadoId id = ward_draw_id (self->ward);
    g_autoptr (MadoEntity) entry = NULL;

    terminal_do (desk, id, "person.register",
                 "{'account':'%s','name':'見本 太郎','organisation':'受託者','role':'取扱者','from':'2025-04-01',"
                 "'to':'2026-03-31','key':'%s'}",
                 person->account, key);
    terminal_push_all (desk);
    entry = ward_find (self->ward, id);
    g_assert_nonnull (entry);
  }
}

static Day
begin_day (const char *programme, const char *likely, guint32 seed)
{
  g_autofree char *file = g_strconcat (programme, ".json", NULL);
  Day self = {
    .office = random_office_new (file, likely, seed),
    .ward = ward_new (),
    .name = g_strconcat ("shinjuku/", programme, NULL),
    .desks = g_ptr_array_new_with_free_func ((GDestroyNotify) terminal_free),
    .readers = g_ptr_array_new_with_free_func ((GDestroyNotify) terminal_free),
  };

  self.stream = ward_open_stream (self.ward, programme);
  add_desks (&self);
  add_readers (&self);
  register_people (&self);

  return self;
}

static void
end_day (Day *self)
{
  g_ptr_array_unref (self->readers);
  g_ptr_array_unref (self->desks);
  g_free (self->name);
  ward_free (self->ward);
  random_office_free (self->office);
}

/* --- what the service has ---------------------------------------------------------------------------------------- */

static void
assert_same_entity (Ward *ward, MadoEntity *expected)
{
  g_autoptr (MadoEntity) entity = ward_find (ward, mado_entity_get_id (expected));

  g_assert_nonnull (entity);
  g_assert_true (g_bytes_equal (mado_entity_get_text (entity), mado_entity_get_text (expected)));
}

static void
assert_last_entry (Day *self, const MadoOutcome *expected)
{
  g_autoptr (MadoStoredEntry) entry =
      ward_find_entry (self->ward, self->name, ward_get_stand (self->ward, self->name).head.seq);
  g_autoptr (MadoLogText) text = mado_log_text_read (entry->header, NULL);
  const MadoLogHeader *header = mado_log_text_get_header (text);

  g_assert_cmpint (header->outcome, ==, expected->kind);
  g_assert_cmpstr (header->code, ==, expected->refusal != NULL ? expected->refusal->code : NULL);
  g_assert_cmpuint (entry->touched->len, >=, expected->entities->len);
}

static void
work (Day *self)
{
  RandomStep step = { 0 };
  g_autoptr (MadoOutcome) outcome = NULL;
  Terminal *desk;

  random_work_next (self->office, &step);
  desk = find_desk (self, step.actor->account);
  self->ward->now = step.context.now;
  outcome = mado_apply (self->office->judge, mado_memory_get_records (self->office->memory), step.operation,
                        &step.context, NULL);
  terminal_keep (desk, step.operation);
  terminal_push_all (desk);
  assert_last_entry (self, outcome);
  for (guint i = 0; i < outcome->entities->len; i++)
    assert_same_entity (self->ward, g_ptr_array_index (outcome->entities, i));
  random_office_take (self->office, step.operation, outcome);
  random_step_clear (&step);
}

/* --- what the roles have ----------------------------------------------------------------------------------------- */

static gboolean
find_entity (gpointer user_data, MadoId id, MadoEntity **out_entity, G_GNUC_UNUSED GError **error)
{
  *out_entity = ward_find (user_data, id);

  return TRUE;
}

static MadoEntity *
cut (Day *self, MadoId id, const MadoPerson *person)
{
  const MadoRecords records = { find_entity, NULL, self->ward };
  g_autoptr (MadoEntity) entity = mado_id_is_valid (id) ? ward_find (self->ward, id) : NULL;

  return entity != NULL ? terminals_project (self->office->programme, &records, entity, person) : NULL;
}

static void
assert_row (Day *self, Terminal *reader, MadoId id, guint *n_seen)
{
  g_autoptr (MadoEntity) expected = cut (self, id, &reader->caller.person);
  const MadoServiceRow *row = terminal_get_row (reader, id);

  if (expected == NULL) {
    g_assert_true (row == NULL || row->gone == MADO_GONE_FROM_SIGHT);
    return;
  }
  g_assert_nonnull (row);
  g_assert_true (g_bytes_equal (mado_entity_get_text (row->entity), mado_entity_get_text (expected)));
  (*n_seen)++;
}

/* Returns: how many entities the reader sees */
static guint
assert_rows (Day *self, Terminal *reader)
{
  guint n_seen = 0;

  for (gint64 seq = 1; seq <= ward_get_stand (self->ward, self->name).head.seq; seq++) {
    g_autoptr (MadoStoredEntry) entry = ward_find_entry (self->ward, self->name, seq);

    for (guint i = 0; i < entry->touched->len; i++)
      assert_row (self, reader, g_array_index (entry->touched, MadoId, i), &n_seen);
  }

  return n_seen;
}

static void
assert_header (Day *self, const Terminal *reader, gint64 seq, const MadoServedEntry *served)
{
  g_autoptr (MadoStoredEntry) entry = ward_find_entry (self->ward, self->name, seq);
  g_autoptr (MadoLogText) text = mado_log_text_read (entry->header, NULL);
  const MadoLogHeader *header = mado_log_text_get_header (text);
  g_autoptr (MadoEntity) seen = cut (self, entry->entity, &reader->caller.person);
  const gboolean is_services = header->dseq == 0 && !mado_id_is_valid (header->entity);

  g_assert_true (mado_hash_equals (&served->leaf, &entry->leaf));
  g_assert_false (served->has_salt);
  g_assert_cmpint (served->header != NULL, ==, seen != NULL || is_services);
  if (served->header != NULL)
    g_assert_true (g_bytes_equal (served->header, entry->header));
}

/* Whoever begins with the first entry gets all of them. */
static void
assert_headers (Day *self, Terminal *reader)
{
  gint64 seq = 0;

  reader->cursor = (MadoLogPlace) { 0 };
  while (seq < ward_get_stand (self->ward, self->name).head.seq) {
    g_autoptr (MadoPullReply) reply = terminal_pull (reader);

    g_assert_cmpint (reply->verdict, ==, MADO_PULL_TAKEN);
    for (guint i = 0; i < reply->entries->len; i++)
      assert_header (self, reader, ++seq, &g_array_index (reply->entries, MadoServedEntry, i));
  }
}

static void
follow_all (Day *self)
{
  for (guint i = 0; i < self->readers->len; i++)
    terminal_follow (g_ptr_array_index (self->readers, i));
}

static void
test_day (const char *programme, const char *likely, guint32 seed)
{
  Day day = begin_day (programme, likely, seed);
  guint n_seen = 0;

  for (guint i = 0; i < N_STEPS; i++) {
    work (&day);
    if (i % PULL_EVERY == 0)
      follow_all (&day);
  }
  follow_all (&day);
  for (guint i = 0; i < day.readers->len; i++) {
    Terminal *reader = g_ptr_array_index (day.readers, i);

    n_seen += assert_rows (&day, reader);
    terminal_load (reader);
    assert_rows (&day, reader);
    assert_headers (&day, reader);
  }
  g_assert_cmpuint (n_seen, >, 100);
  end_day (&day);
}

static void
test_pregnancy (void)
{
  test_day ("ninpu-r7", PREGNANCY, 1);
}

static void
test_allowance (void)
{
  test_day ("kosodate-oen-r7", ALLOWANCE, 2);
}

static void
test_sitter (void)
{
  test_day ("babysitter-r7", "{}", 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ward_choose_backend (argc, argv);

  g_test_add_func ("/stream-work/pregnancy", test_pregnancy);
  g_test_add_func ("/stream-work/allowance", test_allowance);
  g_test_add_func ("/stream-work/sitter", test_sitter);

  return g_test_run ();
}
