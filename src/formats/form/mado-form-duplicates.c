/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which of the records with one key stays: the first of equal ones, the newest of different ones, else the first, and a
 * person decides. Of each record only two hashes under a secret that lives as long as the run, the time and the row are
 * held, so no personal data can reach a disk; they are sorted by key, judged group by group, and the judgments
 * sorted by row, which needs the same memory however many there are and whatever the keys look like. */

#include "mado-form-duplicates.h"

#include <string.h>

#include "mado-hash.h"
#include "mado-secret.h"
#include "mado-spool.h"

#define HASH_SIZE 16
#define SECRET_SIZE 32

/* The entries are compared as bytes, so numbers are big-endian. */

typedef struct {
  guint8 key[HASH_SIZE];
  guint64 row;
  guint8 content[HASH_SIZE];
  guint64 time;
} Fingerprint;

typedef struct {
  guint64 row;
  guint64 other;
  guint64 outcome; /* an Outcome, and DROPPED */
} Judgment;

typedef enum {
  OUTCOME_NONE,
  OUTCOME_SAME,
  OUTCOME_NEWER,
  OUTCOME_CONFLICT,
} Outcome;

#define DROPPED 8

struct _MadoFormDuplicates {
  MadoSecret *secret;
  MadoHasher *hasher;
  MadoSpool *fingerprints;
  MadoSpool *judgments;
  const Judgment *next; /* the first judgment that is not given yet */
};

/**
 * mado_form_duplicates_new:
 * @memory: bytes that each of two sortings may use
 *
 * Returns: (transfer full): a search that knows no record
 */
MadoFormDuplicates *
mado_form_duplicates_new (gsize memory)
{
  MadoFormDuplicates *self = g_new0 (MadoFormDuplicates, 1);

  self->secret = mado_secret_new_random (SECRET_SIZE);
  self->hasher = mado_hasher_new ();
  self->fingerprints = mado_spool_new (sizeof (Fingerprint), memory);
  self->judgments = mado_spool_new (sizeof (Judgment), memory);

  return self;
}

/**
 * mado_form_duplicates_free:
 * @self: (nullable) (transfer full): a search
 */
void
mado_form_duplicates_free (MadoFormDuplicates *self)
{
  if (self == NULL)
    return;

  mado_spool_free (self->fingerprints);
  mado_spool_free (self->judgments);
  mado_hasher_free (self->hasher);
  mado_secret_free (self->secret);
  g_free (self);
}

static void
hash (const MadoFormDuplicates *self, const char *text, gsize length, guint8 *out_hash)
{
  mado_hasher_update (self->hasher, mado_secret_get_bytes (self->secret), SECRET_SIZE);
  mado_hasher_update (self->hasher, text, length);
  const MadoHash whole = mado_hasher_finish (self->hasher);

  memcpy (out_hash, whole.bytes, HASH_SIZE);
}

/**
 * mado_form_duplicates_add:
 * @self: a search
 * @row: the record's row
 * @key: what identifies it
 * @content: all that it says
 * @time: when it was sent, as a number that grows with time; 0 where that is not known
 * @error: return location for an error
 *
 * Returns: %FALSE where a temporary file could not be written
 */
gboolean
mado_form_duplicates_add (
    MadoFormDuplicates *self, guint64 row, const char *key, const GString *content, guint64 time, GError **error)
{
  Fingerprint fingerprint = { .row = GUINT64_TO_BE (row), .time = GUINT64_TO_BE (time) };

  hash (self, key, strlen (key), fingerprint.key);
  hash (self, content->str, content->len, fingerprint.content);

  return mado_spool_add (self->fingerprints, &fingerprint, error);
}

static gboolean
add_judgment (MadoFormDuplicates *self, guint64 row, guint64 other, guint64 outcome, GError **error)
{
  Judgment judgment = { row, other, GUINT64_TO_BE (outcome) }; /* the rows are big-endian already */

  return outcome == OUTCOME_NONE || mado_spool_add (self->judgments, &judgment, error);
}

static Outcome
compare (const Fingerprint *kept, const Fingerprint *later)
{
  if (memcmp (kept->content, later->content, HASH_SIZE) == 0)
    return OUTCOME_SAME;

  return kept->time != 0 && later->time != 0 && kept->time != later->time ? OUTCOME_NEWER : OUTCOME_CONFLICT;
}

/* Goes through the records by key and row, with the one of the group that stays so far and what was found of it. */
static gboolean
judge_all (MadoFormDuplicates *self, GError **error)
{
  Fingerprint kept = { 0 };
  guint64 kept_other = 0, kept_outcome = OUTCOME_NONE;
  gconstpointer entry;

  for (;;) {
    if (!mado_spool_next (self->fingerprints, &entry, error))
      return FALSE;
    const Fingerprint *later = entry;

    if (later == NULL || memcmp (kept.key, later->key, HASH_SIZE) != 0) {
      if (!add_judgment (self, kept.row, kept_other, kept_outcome, error))
        return FALSE;
      if (later == NULL)
        return TRUE;
      kept = *later;
      kept_outcome = OUTCOME_NONE;
      continue;
    }
    Outcome outcome = compare (&kept, later);
    gboolean is_newer = outcome == OUTCOME_NEWER && memcmp (&later->time, &kept.time, sizeof kept.time) > 0;

    if (!is_newer) {
      if (!add_judgment (self, later->row, kept.row, outcome | DROPPED, error))
        return FALSE;
      continue;
    }
    if (!add_judgment (self, kept.row, kept_other, kept_outcome | DROPPED, error))
      return FALSE;
    kept_other = kept.row;
    kept_outcome = outcome;
    kept = *later;
  }
}

/**
 * mado_form_duplicates_settle:
 * @self: a search that knows all records
 * @error: return location for an error
 *
 * Returns: whether the records can now be judged
 */
gboolean
mado_form_duplicates_settle (MadoFormDuplicates *self, GError **error)
{
  return mado_spool_sort (self->fingerprints, error) && judge_all (self, error) &&
         mado_spool_sort (self->judgments, error) && mado_form_duplicates_rewind (self, error);
}

static gboolean
take_judgment (MadoFormDuplicates *self, GError **error)
{
  gconstpointer entry;

  if (!mado_spool_next (self->judgments, &entry, error))
    return FALSE;
  self->next = entry;

  return TRUE;
}

/**
 * mado_form_duplicates_rewind:
 * @self: a settled search
 * @error: return location for an error
 *
 * The first row is judged next again.
 *
 * Returns: %FALSE where a temporary file could not be read
 */
gboolean
mado_form_duplicates_rewind (MadoFormDuplicates *self, GError **error)
{
  mado_spool_rewind (self->judgments);

  return take_judgment (self, error);
}

/**
 * mado_form_duplicates_judge:
 * @self: a settled search
 * @row: a row, later than that of the call before
 * @out_verdict: (out): what becomes of it
 * @error: return location for an error
 *
 * Returns: %FALSE where a temporary file could not be read
 */
gboolean
mado_form_duplicates_judge (MadoFormDuplicates *self, guint64 row, MadoFormVerdict *out_verdict, GError **error)
{
  static const char *const codes[] = { NULL, "W_DUP_SAME", "W_DUP_NEWER", "E_DUP_CONFLICT" };
  const Judgment *judgment = self->next;

  *out_verdict = (MadoFormVerdict) { .is_kept = TRUE };
  if (judgment == NULL || GUINT64_FROM_BE (judgment->row) != row)
    return TRUE;

  guint64 outcome = GUINT64_FROM_BE (judgment->outcome);
  *out_verdict = (MadoFormVerdict) { codes[outcome & ~(guint64) DROPPED], GUINT64_FROM_BE (judgment->other),
                                     (outcome & DROPPED) == 0 };

  return take_judgment (self, error);
}
