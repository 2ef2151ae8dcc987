/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Accounts, made-up names and keys. A key follows from the seed of the ward: it signs for nobody real. */

#include "mado-staff.h"

#include <string.h>

#include "mado-hash.h"

#define N_OF_A_ROLE 3

static void
free_clerk (gpointer data)
{
  MadoClerk *clerk = data;

  g_clear_pointer (&clerk->key, mado_signing_key_free);
  g_free (clerk->account);
  g_free (clerk->name);
  g_free (clerk);
}

static MadoSigningKey *
make_key (const char *account, guint64 seed, GError **error)
{
  g_autofree char *text = g_strdup_printf ("made-up clerk %" G_GUINT64_FORMAT " %s", seed, account);
  MadoHash hash = mado_hash_of (text, strlen (text));

  return mado_signing_key_from_seed (mado_secret_new_wiping (hash.bytes, MADO_SIGNING_SEED_SIZE), error);
}

static char *
make_name (const MadoPhrases *phrases, MadoChance *chance)
{
  MadoPhrasesName family = mado_phrases_pick_family (phrases, chance);
  MadoPhrasesName given = mado_phrases_pick_given (phrases, &family, mado_chance_happens (chance, 500), chance);

  return g_strconcat (family.name, " ", given.name, NULL);
}

static gboolean
add_clerks (MadoStaff *self, const char *role, const MadoPhrases *phrases, guint64 seed, GError **error)
{
  for (guint number = 1; number <= N_OF_A_ROLE; number++) {
    MadoChance chance = mado_chance_begin (~seed, self->clerks->len);
    MadoClerk *clerk = g_new0 (MadoClerk, 1);

    g_ptr_array_add (self->clerks, clerk);
    clerk->account = g_strdup_printf ("%s-%u", role, number);
    clerk->name = make_name (phrases, &chance);
    clerk->roles[0] = role;
    clerk->key = make_key (clerk->account, seed, error);
    if (clerk->key == NULL)
      return FALSE;
  }

  return TRUE;
}

/**
 * mado_staff_new:
 * @programme: a programme; must outlive it
 * @phrases: names to choose from
 * @seed: of the ward
 * @error: where to put why there are no keys
 *
 * Returns: (transfer full) (nullable): its staff
 */
MadoStaff *
mado_staff_new (const MadoProgramme *programme, const MadoPhrases *phrases, guint64 seed, GError **error)
{
  g_autoptr (MadoStaff) self = g_new0 (MadoStaff, 1);

  self->programme = programme;
  self->clerks = g_ptr_array_new_with_free_func (free_clerk);
  for (guint i = 0; i < mado_section_get_count (programme->roles); i++)
    if (!add_clerks (self, ((const MadoNamed *) mado_section_get (programme->roles, i))->id, phrases, seed, error))
      return NULL;

  return g_steal_pointer (&self);
}

/**
 * mado_staff_free:
 * @self: (transfer full): a staff
 */
void
mado_staff_free (MadoStaff *self)
{
  g_ptr_array_unref (self->clerks);
  g_free (self);
}

/* Whoever is free takes it. */
static void
shuffle (GPtrArray *clerks, MadoChance *chance)
{
  for (guint i = clerks->len; chance != NULL && i > 1; i--) {
    guint other = mado_chance_roll (chance, i);
    gpointer clerk = g_ptr_array_index (clerks, i - 1);

    g_ptr_array_index (clerks, i - 1) = g_ptr_array_index (clerks, other);
    g_ptr_array_index (clerks, other) = clerk;
  }
}

/**
 * mado_staff_list:
 * @self: a staff
 * @roles: (element-type utf8): roles
 * @chance: (nullable): dice; %NULL: always in the same order
 *
 * Returns: (transfer container) (element-type MadoClerk): who has one of them, in an order that chance gives
 */
GPtrArray *
mado_staff_list (const MadoStaff *self, const GPtrArray *roles, MadoChance *chance)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < self->clerks->len; i++) {
    MadoClerk *clerk = g_ptr_array_index (self->clerks, i);

    if (mado_names_contain (roles, clerk->roles[0]))
      g_ptr_array_add (list, clerk);
  }
  shuffle (list, chance);

  return list;
}

/**
 * mado_staff_list_with_duty:
 * @self: a staff
 * @duty: a duty
 * @chance: dice
 *
 * Returns: (transfer container) (element-type MadoClerk): who has it, in an order that chance gives
 */
GPtrArray *
mado_staff_list_with_duty (const MadoStaff *self, const char *duty, MadoChance *chance)
{
  const MadoDuty *row = mado_section_find (self->programme->duties, duty);

  return row != NULL ? mado_staff_list (self, row->roles, chance) : g_ptr_array_new ();
}

/**
 * mado_clerk_get_person:
 * @self: somebody
 *
 * Returns: as the register of persons has them
 */
MadoPerson
mado_clerk_get_person (const MadoClerk *self)
{
  return (MadoPerson) { self->account, self->roles };
}
