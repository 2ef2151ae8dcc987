/* SPDX-License-Identifier: GPL-3.0-or-later */

/* People put together by dice. Nobody is behind them: in Tokyo no number begins with 03-0000, nor any mobile number
 * with 090-0000; no block has a house 90-60; example.jp is reserved. */

#include "mado-persona.h"

#include "mado-kana.h"

static void
set_names (MadoPersona *self, MadoPhrasesName family, MadoPhrasesName given)
{
  g_free (self->name);
  g_free (self->reading);
  self->family = family;
  self->given = given;
  self->name = g_strconcat (family.name, " ", given.name, NULL);
  self->reading = g_strconcat (family.reading, " ", given.reading, NULL);
}

static void
find_home (MadoPersona *self, const MadoScenery *scenery, MadoChance *chance)
{
  const MadoTown *town = &g_array_index (scenery->homes, MadoTown, mado_chance_roll (chance, scenery->homes->len));
  gint64 block = mado_chance_between (chance, 90, 99);
  gint64 house = mado_chance_between (chance, 60, 99);
  GString *address = g_string_new (NULL);

  g_strlcpy (self->postal, town->code, sizeof self->postal);
  g_string_printf (address, "%s%s%s%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, town->prefecture, town->city, town->name,
                   block, house);
  if (mado_chance_happens (chance, 700))
    g_string_append_printf (address, " %s%" G_GINT64_FORMAT "0%" G_GINT64_FORMAT "号室",
                            mado_phrases_pick (scenery->phrases, "building", chance),
                            mado_chance_between (chance, 1, 9), mado_chance_between (chance, 1, 9));
  g_free (self->address);
  self->address = g_string_free_and_steal (address);
}

/**
 * mado_persona_new:
 * @scenery: where to live
 * @kind: of what kind
 * @today: the day on which the ages hold
 * @chance: dice
 *
 * Returns: (transfer full): somebody new
 */
MadoPersona *
mado_persona_new (const MadoScenery *scenery, const MadoPersonaKind *kind, MadoDate today, MadoChance *chance)
{
  MadoPersona *self = g_new0 (MadoPersona, 1);
  gboolean is_woman = kind->may_be_woman && (!kind->may_be_man || mado_chance_happens (chance, 500));
  MadoPhrasesName family = mado_phrases_pick_family (scenery->phrases, chance);
  int n_days = (int) mado_chance_between (chance, kind->youngest * 365 + 1, kind->oldest * 365 + 365);

  set_names (self, family, mado_phrases_pick_given (scenery->phrases, &family, is_woman, chance));
  self->birth = mado_date_add_days (today, -n_days);
  find_home (self, scenery, chance);
  self->phone = g_strdup_printf (mado_chance_happens (chance, 850) ? "0900000%04u" : "030000%04u",
                                 mado_chance_roll (chance, 10000));
  self->email = g_strdup_printf ("mihon.%05u@example.jp", mado_chance_roll (chance, 100000));

  return self;
}

/**
 * mado_persona_join:
 * @self: somebody
 * @scenery: names to choose from
 * @head: whose household and family name @self takes on
 * @chance: dice
 */
void
mado_persona_join (MadoPersona *self, const MadoScenery *scenery, const MadoPersona *head, MadoChance *chance)
{
  set_names (self, head->family,
             mado_phrases_pick_given (scenery->phrases, &head->family, mado_chance_happens (chance, 500), chance));
  g_strlcpy (self->postal, head->postal, sizeof self->postal);
  g_free (self->address);
  self->address = g_strdup (head->address);
}

/**
 * mado_persona_move:
 * @self: somebody
 * @scenery: where to live
 * @chance: dice
 *
 * They move house, and can be reached under another number.
 */
void
mado_persona_move (MadoPersona *self, const MadoScenery *scenery, MadoChance *chance)
{
  find_home (self, scenery, chance);
  g_free (self->phone);
  self->phone = g_strdup_printf ("0900000%04u", mado_chance_roll (chance, 10000));
}

/**
 * mado_persona_free:
 * @self: (transfer full): somebody
 */
void
mado_persona_free (MadoPersona *self)
{
  g_free (self->name);
  g_free (self->reading);
  g_free (self->address);
  g_free (self->phone);
  g_free (self->email);
  g_free (self);
}

/* As a bank writes it: large kana, and a space for a middle dot. */
static char *
write_holder (const char *reading)
{
  GString *holder = g_string_new (NULL);

  for (const char *at = reading; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar character = g_utf8_get_char (at);

    g_string_append_unichar (holder, character == 0x30FB ? ' ' : mado_kana_enlarge (character));
  }

  return g_string_free_and_steal (holder);
}

/**
 * mado_persona_open_account:
 * @self: somebody
 * @scenery: with banks
 * @chance: dice
 * @out_account: (out caller-allocates): an account of theirs
 */
void
mado_persona_open_account (const MadoPersona *self,
                           const MadoScenery *scenery,
                           MadoChance *chance,
                           MadoPersonaAccount *out_account)
{
  const MadoSceneryBranch *place =
      &g_array_index (scenery->branches, MadoSceneryBranch, mado_chance_roll (chance, scenery->branches->len));

  *out_account = (MadoPersonaAccount) { place->bank->code, place->branch->code, "", write_holder (self->reading) };
  g_snprintf (out_account->number, sizeof out_account->number, "%07u", mado_chance_roll (chance, 9999999));
}

/**
 * mado_persona_account_clear:
 * @self: an account
 */
void
mado_persona_account_clear (MadoPersonaAccount *self)
{
  g_clear_pointer (&self->holder, g_free);
}
