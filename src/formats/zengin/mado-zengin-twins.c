/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds payments to the same account of the same amount, in linear time even where a file is made to collide. */

#include "mado-zengin-twins.h"

#include <string.h>

#include "mado-zengin-layout.h"

#define KEY_WORDS 7 /* 25 bytes, filled with zeros */
#define FIRST_SLOTS 64

typedef struct {
  guint32 words[KEY_WORDS];
  guint64 number; /* of the record where it stood first */
} Key;

/* A hash table of our own: GLib's wants an allocation for each key, and a file has up to a million of them. */
struct _MadoZenginTwins {
  GArray *keys;   /* Key */
  guint32 *slots; /* 1 + the index of a key, or 0; never more than half of them are taken */
  gsize n_slots;  /* a power of two */
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
static guint32
hash_key (const Key *key)
{
  static GOnce once = G_ONCE_INIT;
  const guint64 *factors = g_once (&once, make_factors, NULL);
  guint64 sum = 0;

  for (guint i = 0; i < KEY_WORDS; i++)
    sum += factors[i] * key->words[i];

  return (guint32) (sum >> 32);
}

/* The slot that holds the key, or the free one where it belongs. */
static guint32 *
find_slot (MadoZenginTwins *self, const Key *key)
{
  gsize i = hash_key (key) & (self->n_slots - 1);

  while (self->slots[i] != 0 &&
         memcmp (g_array_index (self->keys, Key, self->slots[i] - 1).words, key->words, sizeof key->words) != 0)
    i = (i + 1) & (self->n_slots - 1);

  return &self->slots[i];
}

static void
double_slots (MadoZenginTwins *self)
{
  self->n_slots *= 2;
  g_free (self->slots);
  self->slots = g_new0 (guint32, self->n_slots);
  for (guint i = 0; i < self->keys->len; i++)
    *find_slot (self, &g_array_index (self->keys, Key, i)) = i + 1;
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

  self->keys = g_array_new (FALSE, FALSE, sizeof (Key));
  self->n_slots = FIRST_SLOTS;
  self->slots = g_new0 (guint32, self->n_slots);
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
  g_array_unref (self->keys);
  g_free (self->slots);
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

  guint32 *slot = find_slot (self, &key);
  if (*slot != 0)
    return g_array_index (self->keys, Key, *slot - 1).number;
  g_array_append_val (self->keys, key);
  *slot = self->keys->len;
  if (self->keys->len > self->n_slots / 2)
    double_slots (self);

  return 0;
}
