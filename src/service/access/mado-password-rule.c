/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rules and the list. A long password is what helps; there is no rule of how many digits or signs it needs. */

#include "mado-password-rule.h"

#include <string.h>

#include "mado-access-request.h"

#define LEAST_CHARACTERS 12
#define LEAST_DIFFERENT 5

/* A password that is looked at: as it is, and folded so that capitals and full width do not hide what it is. */
typedef struct {
  char *text;
  char *folded;
  const char *account;
} Candidate;

/* What people take when twelve characters are asked of them; folded. Shorter ones are refused already. */
static const char *const common[] = {
  "passwordpassword", "password1234",    "password12345",    "password123456",  "password2024",   "password2025",
  "password2026",     "passw0rd1234",    "p@ssw0rd1234",     "p@ssword1234",    "administrator",  "administrator1",
  "adminadmin12",     "adminadminadmin", "qwertyuiop12",     "qwertyuiop123",   "qwertyuiopasdf", "asdfghjkl123",
  "zxcvbnm12345",     "1qaz2wsx3edc",    "1qaz2wsx3edc4rfv", "1q2w3e4r5t6y",    "123qweasdzxc",   "qweasdzxc123",
  "letmeinletmein",   "iloveyou1234",    "welcome12345",     "changeme1234",    "sunshine1234",   "football1234",
  "baseball1234",     "princess1234",    "trustno1trustno1", "abcd12345678",    "abc123abc123",   "a1b2c3d4e5f6",
  "1234qwerasdf",     "qwer1234asdf",    "madoguchi1234",    "madoguchi2025",   "madoguchi2026",  "shinjuku1234",
  "shinjuku2025",     "shinjuku2026",    "shinjukuku12",     "kuyakusho123",    "kuyakusho2025",  "tokyo1234567",
  "sakurasakura",     "sakura123456",    "arigatou1234",     "ohayougozaimasu", "aishiteru123",   "doraemon1234",
};

/* --- rules ------------------------------------------------------------------------------------------------------- */

static gboolean
is_of_form (const Candidate *self)
{
  for (const char *at = self->text; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_isprint (g_utf8_get_char (at)))
      return FALSE;

  return strlen (self->text) <= MADO_ACCESS_MAX_PASSWORD;
}

static gboolean
is_long (const Candidate *self)
{
  return g_utf8_strlen (self->text, -1) >= LEAST_CHARACTERS;
}

static gboolean
is_without_account (const Candidate *self)
{
  return strstr (self->folded, self->account) == NULL;
}

static gboolean
is_uncommon (const Candidate *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (common); i++)
    if (strcmp (self->folded, common[i]) == 0)
      return FALSE;

  return TRUE;
}

/* Each character the one before it, or the next of the alphabet, upwards or downwards. */
static gboolean
is_sequence (const char *text)
{
  gunichar before = g_utf8_get_char (text);

  for (const char *at = g_utf8_next_char (text); *at != '\0'; at = g_utf8_next_char (at)) {
    const gunichar here = g_utf8_get_char (at);
    const gint64 step = (gint64) here - (gint64) before;
    const gboolean wraps = (before == '9' && here == '0') || (before == '0' && here == '9');

    if ((step < -1 || step > 1) && !wraps)
      return FALSE;
    before = here;
  }

  return TRUE;
}

static guint
count_different (const char *text)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    g_hash_table_add (seen, GUINT_TO_POINTER (g_utf8_get_char (at)));

  return g_hash_table_size (seen);
}

static gboolean
is_rich (const Candidate *self)
{
  return count_different (self->folded) >= LEAST_DIFFERENT && !is_sequence (self->folded);
}

static const struct {
  gboolean (*holds) (const Candidate *candidate);
  MadoAccessVerdict otherwise;
} rules[] = {
  { is_of_form, MADO_ACCESS_PASSWORD_FORM },
  { is_long, MADO_ACCESS_PASSWORD_SHORT },
  { is_without_account, MADO_ACCESS_PASSWORD_ACCOUNT },
  { is_uncommon, MADO_ACCESS_PASSWORD_COMMON },
  { is_rich, MADO_ACCESS_PASSWORD_POOR },
};

/* Copies of a password do not stay behind. */
static void
wipe (char *text)
{
  if (text != NULL)
    mado_secret_free (mado_secret_new_wiping (text, strlen (text)));
  g_free (text);
}

static char *
fold (const char *text)
{
  char *wide = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  char *folded = g_utf8_casefold (wide, -1);

  wipe (wide);

  return folded;
}

/**
 * mado_password_rule_judge:
 * @password: what somebody wants as a password
 * @account: his account's name
 *
 * Returns: %MADO_ACCESS_DONE, or the first rule that it breaks
 */
MadoAccessVerdict
mado_password_rule_judge (const MadoSecret *password, const char *account)
{
  Candidate candidate = { .account = account };
  MadoAccessVerdict verdict = MADO_ACCESS_DONE;

  candidate.text = g_strndup ((const char *) mado_secret_get_bytes (password), mado_secret_get_length (password));
  if (strlen (candidate.text) != mado_secret_get_length (password) || !g_utf8_validate (candidate.text, -1, NULL)) {
    wipe (candidate.text);
    return MADO_ACCESS_PASSWORD_FORM;
  }
  candidate.folded = fold (candidate.text);
  for (gsize i = 0; verdict == MADO_ACCESS_DONE && i < G_N_ELEMENTS (rules); i++)
    if (!rules[i].holds (&candidate))
      verdict = rules[i].otherwise;
  wipe (candidate.text);
  wipe (candidate.folded);

  return verdict;
}
