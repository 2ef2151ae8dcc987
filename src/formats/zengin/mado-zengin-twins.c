/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds payments to the same account of the same amount, in linear time even where a file is made to collide. */

#include "mado-zengin-twins.h"

#include <string.h>

#include "mado-zengin-layout.h"

#define KEY_WORDS 7 /* 25 bytes, filled with zeros */

typedef struct {
  guint32 words[KEY_WORDS];
  guint64 number; /* of the record where it stood first */
} Key;

struct _MadoZenginTwins {
  GHashTable *keys; /* Key */
  const MadoZenginField *fields[5];
};

static gpointer
make_factors (gpointer unused)
{
  guint64 *factors = g_new (guint64, KEY_WORDS);

  for (guint i = 0; i < KEY_WORDS; i++)
    factors[i] = (guint64) g_random_int () << 32 | g_random_int ();

  return factors;
}

/* Multilinear hashing with secret factors: nobody can write a file whose payments all fall together. */
static guint
hash_key (gconstpointer pointer)
{
  static GOnce once = G_ONCE_INIT;
  const guint64 *factors = g_once (&once, make_factors, NULL);
  const Key *key = pointer;
  guint64 sum = 0;

  for (guint i = 0; i < KEY_WORDS; i++)
    sum += factors[i] * key->words[i];

  return (guint) (sum >> 32);
}

static gboolean
are_keys_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (((const Key *) a)->words, ((const Key *) b)->words, sizeof (((const Key *) a)->words)) == 0;
}

/**
 * mado_zengin_twins_new:
 *
 * Returns: (transfer full): a memory that holds no payment yet
 */
MadoZenginTwins *
mado_zengin_twins_new (void)
{
  static const char *const names[] = { "bank", "branch", "acct_type", "acct_no", "amount" };
  const MadoZenginLayout *layout = mado_zengin_layout_get_payment ("21", FALSE);
  MadoZenginTwins *self = g_new0 (MadoZenginTwins, 1);

  self->keys = g_hash_table_new_full (hash_key, are_keys_equal, g_free, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    self->fields[i] = mado_zengin_layout_get_field (layout, names[i]);

  return self;
}

/**
 * mado_zengin_twins_free:
 * @self: (transfer full): a memory
 */
void
mado_zengin_twins_free (MadoZenginTwins *self)
{
  g_hash_table_unref (self->keys);
  g_free (self);
}

/**
 * mado_zengin_twins_add:
 * @self: a memory
 * @payment: the 120 bytes of a data record
 * @number: its number in the file
 *
 * Returns: the number of the record where the same payment stood first, or 0
 */
guint64
mado_zengin_twins_add (MadoZenginTwins *self, const guint8 *payment, guint64 number)
{
  Key key = { .number = number };
  guint8 *end = (guint8 *) key.words;

  for (guint i = 0; i < G_N_ELEMENTS (self->fields); i++)
    end = (guint8 *) mempcpy (end, payment + self->fields[i]->from - 1, self->fields[i]->length);

  const Key *first = g_hash_table_lookup (self->keys, &key);
  if (first != NULL)
    return first->number;
  g_hash_table_add (self->keys, g_memdup2 (&key, sizeof key));

  return 0;
}
