/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Values come from small pools, so that people meet: the same number twice, the same account. */

#include "random-values.h"

#include <string.h>

struct _RandomValues {
  GRand *random;
  yyjson_doc *likely;
};

/**
 * random_values_new:
 * @likely: an object: item → the value that leads to a payment
 * @seed: the same seed gives the same values
 */
RandomValues *
random_values_new (const char *likely, guint32 seed)
{
  RandomValues *self = g_new0 (RandomValues, 1);

  self->random = g_rand_new_with_seed (seed);
  self->likely = yyjson_read (likely, strlen (likely), 0);
  g_assert_nonnull (self->likely);

  return self;
}

/**
 * random_values_free: there are no more
 */
void
random_values_free (RandomValues *self)
{
  yyjson_doc_free (self->likely);
  g_rand_free (self->random);
  g_free (self);
}

/**
 * random_values_roll: one of as many numbers, from 0
 */
guint
random_values_roll (RandomValues *self, guint sides)
{
  return (guint) g_rand_int_range (self->random, 0, (gint32) sides);
}

/**
 * random_values_chance: yes in so many of a hundred
 */
gboolean
random_values_chance (RandomValues *self, guint percent)
{
  return random_values_roll (self, 100) < percent;
}

static yyjson_mut_val *
pick_text (RandomValues *self, yyjson_mut_doc *doc, const char *const *texts, guint n_texts)
{
  return yyjson_mut_str (doc, texts[random_values_roll (self, n_texts)]);
}

#define PICK(self, doc, texts) pick_text (self, doc, texts, G_N_ELEMENTS (texts))

static yyjson_mut_val *
make_name (RandomValues *self, yyjson_mut_doc *doc)
{
  static const char *const names[] = { "見本 花子", "見本 春子", "例示 夏実" };
  yyjson_mut_val *name = yyjson_mut_obj (doc);

  yyjson_mut_obj_add_val (doc, name, "kanji", PICK (self, doc, names));

  return name;
}

/**
 * random_values_make_account: an account
 * @origin: where it comes from
 */
yyjson_mut_val *
random_values_make_account (RandomValues *self, yyjson_mut_doc *doc, const char *origin)
{
  static const char *const numbers[] = { "1234567", "1234567", "1234567", "7654321" };
  static const char *const relations[] = { "self", "self", "self", "proxy" };
  yyjson_mut_val *account = yyjson_mut_obj (doc);

  yyjson_mut_obj_add_str (doc, account, "bank", "0001");
  yyjson_mut_obj_add_str (doc, account, "branch", "001");
  yyjson_mut_obj_add_str (doc, account, "kind", "1");
  yyjson_mut_obj_add_val (doc, account, "number", PICK (self, doc, numbers));
  yyjson_mut_obj_add_str (doc, account, "holder", "ミホン ハナコ");
  yyjson_mut_obj_add_val (doc, account, "relation", PICK (self, doc, relations));
  yyjson_mut_obj_add_str (doc, account, "origin", origin);
  yyjson_mut_obj_add_str (doc, account, "date", "2026-01-20");

  return account;
}

/* Few numbers, so that people ask for what others have. */
static yyjson_mut_val *
make_code (RandomValues *self, yyjson_mut_doc *doc, const MadoItem *item)
{
  guint64 n_digits = item->pattern[0] != '\0' ? g_ascii_strtoull (item->pattern, NULL, 10) : 4;
  g_autofree char *code = g_strdup_printf ("%0*u", (int) MAX (n_digits, 2), random_values_roll (self, 300));

  return yyjson_mut_strcpy (doc, code);
}

/**
 * random_values_make: a value of an item, mostly a good one
 */
yyjson_mut_val *
random_values_make (RandomValues *self, yyjson_mut_doc *doc, const MadoItem *item)
{
  static const char *const dates[] = { "2025-03-31", "2025-04-01", "2025-09-30", "2026-01-05", "1995-05-05" };
  static const char *const texts[] = { "見本", "新宿区見本町1-1" };
  static const char *const months[] = { "2025-09", "2025-10" };
  yyjson_val *likely = yyjson_obj_get (yyjson_doc_get_root (self->likely), item->id);

  if (likely != NULL && random_values_chance (self, 96))
    return yyjson_val_mut_copy (doc, likely);
  if (random_values_chance (self, 1))
    return yyjson_mut_null (doc);
  if (random_values_chance (self, 1))
    return yyjson_mut_str (doc, "");
  if (strcmp (item->type, "name") == 0)
    return make_name (self, doc);
  if (strcmp (item->type, "account") == 0)
    return random_values_make_account (self, doc, "registered");
  if (strcmp (item->type, "code") == 0)
    return make_code (self, doc, item);
  if (strcmp (item->type, "date") == 0)
    return PICK (self, doc, dates);
  if (strcmp (item->type, "month") == 0)
    return PICK (self, doc, months);
  if (strcmp (item->type, "yesno") == 0)
    return yyjson_mut_bool (doc, random_values_chance (self, 50));
  if (strcmp (item->type, "number") == 0 || strcmp (item->type, "yen") == 0)
    return yyjson_mut_sint (doc, random_values_roll (self, 6));
  if (strcmp (item->type, "choice") == 0)
    return yyjson_mut_str (doc, ((const MadoNamed *) mado_section_get (
                                     item->choices, random_values_roll (self, mado_section_get_count (item->choices))))
                                    ->id);
  if (strcmp (item->type, "postal") == 0)
    return yyjson_mut_str (doc, "1600022");
  if (strcmp (item->type, "phone") == 0)
    return yyjson_mut_str (doc, "0300000000");
  if (strcmp (item->type, "email") == 0)
    return yyjson_mut_str (doc, "hanako@example.jp");

  return PICK (self, doc, texts);
}
