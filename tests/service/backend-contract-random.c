/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Random turns, some committed, some undone, held against plain expectations: what a map, a list and a sum say must be
 * what the backend says, to the writer within its turn, to a reader after the commit, and after another opening. */

#include "backend-contract.h"

#include <string.h>

#define N_TURNS 60
#define MOST_STEPS 12
#define N_IDS 8
#define N_CLAIMS 6

/* The ward as it should be. */
typedef struct {
  gint64 head;
  char payloads[N_TURNS * MOST_STEPS + 1]; /* of the entries by seq: a letter, or '-' where it was erased */
  guint8 abouts[N_TURNS * MOST_STEPS + 1]; /* and whom they are about */
  guint ranks[N_IDS];
  char texts[N_IDS];       /* 0: not there; '-': erased */
  guint holders[N_CLAIMS]; /* 0: nobody; else id + 1 */
  char records[N_IDS];     /* 0: none */
} Expected;

typedef struct {
  BackendSample *sample;
  GRand *random;
  MadoId ids[N_IDS];
  Expected now;
} Random;

static guint
draw (Random *self, guint limit)
{
  return (guint) g_rand_int_range (self->random, 0, (gint32) limit);
}

static void
name (char out_text[2], guint number)
{
  out_text[0] = (char) ('a' + number);
  out_text[1] = '\0';
}

/* --- steps ------------------------------------------------------------------------------------------------------- */

static void
append (Random *self)
{
  const guint about = draw (self, N_IDS);
  char text[2];
  g_autoptr (MadoStoredEntry) entry = NULL;

  name (text, draw (self, 26));
  entry = backend_sample_make_entry (++self->now.head, self->ids[about], text, &self->ids[about], NULL);
  self->sample->stand.head.seq = self->now.head - 1;
  backend_sample_append (self->sample, entry);
  self->now.payloads[self->now.head] = text[0];
  self->now.abouts[self->now.head] = (guint8) about;
}

static void
put (Random *self)
{
  const guint which = draw (self, N_IDS);
  char text[2];

  name (text, draw (self, 26));
  self->now.ranks[which] = draw (self, 3);
  self->now.texts[which] = draw (self, 6) == 0 ? '-' : text[0];
  self->sample->stand.head.seq = 1;
  backend_sample_put (self->sample, self->ids[which], self->now.ranks[which], MADO_ID_NONE,
                      self->now.texts[which] == '-' ? NULL : text);
}

static void
take_or_release (Random *self)
{
  const guint which = draw (self, N_CLAIMS), holder = draw (self, N_IDS);
  char claim[2];

  name (claim, which);
  if (self->now.holders[which] == 0 || self->now.holders[which] == holder + 1) {
    must (self->sample->writer, hold, claim, self->ids[holder]);
    self->now.holders[which] = holder + 1;
  } else if (draw (self, 2) == 0) {
    must (self->sample->writer, release, claim, self->ids[holder]); /* another's: nothing happens */
  } else {
    must (self->sample->writer, release, claim, self->ids[self->now.holders[which] - 1]);
    self->now.holders[which] = 0;
  }
}

static void
write_record (Random *self)
{
  const guint which = draw (self, N_IDS);
  char key[2], value[2];
  g_autoptr (GBytes) bytes = NULL;

  name (key, which);
  name (value, draw (self, 26));
  bytes = backend_sample_make_bytes (value);
  if (draw (self, 3) == 0) {
    must (self->sample->writer, drop_record, "shelf", key);
    self->now.records[which] = 0;
  } else {
    must (self->sample->writer, put_record, "shelf", key, bytes);
    self->now.records[which] = value[0];
  }
}

static void
erase (Random *self)
{
  const guint which = draw (self, N_IDS);

  must (self->sample->writer, erase_payloads, self->ids[which]);
  for (gint64 seq = 1; seq <= self->now.head; seq++)
    if (self->now.abouts[seq] == which)
      self->now.payloads[seq] = '-';
}

static void (*const steps[]) (Random *self) = {
  append, append, append, put, put, take_or_release, write_record, erase
};

/* --- looking ----------------------------------------------------------------------------------------------------- */

static void
check_log (const Random *self, MadoBackend *backend)
{
  g_autoptr (GPtrArray) entries = NULL;

  must (backend, list_entries, self->sample->stand.number, 0, G_MAXUINT, G_MAXSIZE, &entries);
  g_assert_cmpuint (entries->len, ==, self->now.head);
  for (guint i = 0; i < entries->len; i++) {
    const MadoStoredEntry *entry = g_ptr_array_index (entries, i);
    const char expected = self->now.payloads[entry->seq];

    g_assert_cmpint (entry->seq, ==, i + 1);
    g_assert_cmpint (entry->payload == NULL, ==, expected == '-');
    if (entry->payload != NULL)
      g_assert_cmpmem (g_bytes_get_data (entry->payload, NULL), g_bytes_get_size (entry->payload), &expected, 1);
  }
}

static void
check_history (const Random *self, MadoBackend *backend, guint which)
{
  g_autoptr (GPtrArray) entries = NULL;
  guint n_expected = 0;

  must (backend, list_history, self->sample->stand.number, self->ids[which], G_MAXINT64, G_MAXUINT, &entries);
  for (gint64 seq = self->now.head; seq > 0; seq--) {
    if (self->now.abouts[seq] != which)
      continue;
    g_assert_cmpuint (n_expected, <, entries->len);
    g_assert_cmpint (((MadoStoredEntry *) g_ptr_array_index (entries, n_expected))->seq, ==, seq);
    n_expected++;
  }
  g_assert_cmpuint (n_expected, ==, entries->len);
}

static void
check_entity (const Random *self, MadoBackend *backend, guint which)
{
  const char expected = self->now.texts[which];
  char text[2] = { expected, '\0' };
  g_autoptr (MadoEntity) entity =
      expected != 0 && expected != '-' ? backend_sample_make_entity (self->ids[which], text) : NULL;
  g_auto (MadoStoredRow) row = { 0 };

  must (backend, find_entity, self->ids[which], &row);
  g_assert_cmpint (row.seq != 0, ==, expected != 0);
  g_assert_cmpint (row.entity != NULL, ==, entity != NULL);
  if (entity != NULL)
    g_assert_true (g_bytes_equal (mado_entity_get_text (row.entity), mado_entity_get_text (entity)));
  if (expected != 0)
    g_assert_cmpuint (row.rank, ==, self->now.ranks[which]);
}

static void
check_claim (const Random *self, MadoBackend *backend, guint which)
{
  const guint expected = self->now.holders[which];
  MadoId holder = MADO_ID_NONE;
  char claim[2];

  name (claim, which);
  must (backend, find_holder, claim, &holder);
  g_assert_cmpint (mado_id_compare (holder, expected == 0 ? MADO_ID_NONE : self->ids[expected - 1]), ==, 0);
}

static void
check_records (const Random *self, MadoBackend *backend)
{
  g_autoptr (GPtrArray) keys = NULL, values = NULL;
  guint n_found = 0;

  must (backend, list_records, "shelf", "", 100, &keys, &values);
  for (guint i = 0; i < N_IDS; i++) {
    if (self->now.records[i] == 0)
      continue;
    g_assert_cmpuint (n_found, <, keys->len);
    g_assert_cmpint (*(const guint8 *) g_ptr_array_index (keys, n_found), ==, 'a' + (int) i);
    g_assert_cmpint (*(const guint8 *) g_bytes_get_data (g_ptr_array_index (values, n_found), NULL), ==,
                     (guint8) self->now.records[i]);
    n_found++;
  }
  g_assert_cmpuint (n_found, ==, keys->len);
}

static void
check (const Random *self, MadoBackend *backend)
{
  check_log (self, backend);
  check_records (self, backend);
  for (guint i = 0; i < N_IDS; i++) {
    check_entity (self, backend, i);
    check_history (self, backend, i);
  }
  for (guint i = 0; i < N_CLAIMS; i++)
    check_claim (self, backend, i);
}

static void
check_from_outside (const Random *self)
{
  g_autoptr (MadoTurn) turn = backend_sample_begin (self->sample->reader, MADO_BACKEND_READ);

  check (self, self->sample->reader);
}

/* --- turns ------------------------------------------------------------------------------------------------------- */

static void
take_turn (Random *self)
{
  g_autoptr (MadoTurn) turn = backend_sample_begin (self->sample->writer, MADO_BACKEND_WRITE);
  g_autofree Expected *before = g_memdup2 (&self->now, sizeof self->now);

  for (guint n_steps = draw (self, MOST_STEPS); n_steps > 0; n_steps--)
    steps[draw (self, G_N_ELEMENTS (steps))](self);
  if (draw (self, 3) == 0)
    check (self, self->sample->writer);
  if (draw (self, 4) == 0)
    self->now = *before;
  else
    backend_sample_commit (g_steal_pointer (&turn));
}

static void
test_random_turns_leave_what_they_should (BackendSample *sample, gconstpointer kind)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20250401);
  Random self = { .sample = sample, .random = random };

  for (guint i = 0; i < N_IDS; i++)
    self.ids[i] = mado_id_draw ();
  for (guint i = 0; i < N_TURNS; i++) {
    take_turn (&self);
    if (i % 20 == 19)
      backend_sample_reopen (sample);
    check_from_outside (&self);
  }
  g_assert_cmpint (self.now.head, >, N_TURNS / 2);
}

static const BackendCase cases[] = {
  { "random-turns-leave-what-they-should", test_random_turns_leave_what_they_should },
};

/**
 * backend_contract_add_random:
 * @kind: a kind of backend
 */
void
backend_contract_add_random (const BackendKind *kind)
{
  backend_contract_add_cases (kind, cases, G_N_ELEMENTS (cases));
}
