/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The key with which somebody signs: beside the profile, opened by the password of now, and gone with the profile. */

#include <glib/gstdio.h>
#include <string.h>

#include "mado-handover-error.h"
#include "mado-packet-error.h"
#include "mado-personal-key.h"
#include "mado-profile.h"

static const MadoArgon2idCost cheap = { .memory = 8, .passes = 1, .lanes = 1 };

typedef struct {
  char *folder;
  char *profile;
  MadoSecret *before;
  MadoSecret *password;
} Place;

static MadoSecret *
type (const char *text)
{
  char *typed = g_strdup (text);
  MadoSecret *secret = mado_secret_new_wiping (typed, strlen (text));

  g_free (typed);

  return secret;
}

static void
set_up (Place *place, gconstpointer data)
{
  place->folder = g_dir_make_tmp ("mado-key-XXXXXX", NULL);
  place->profile = g_build_filename (place->folder, "lead-1.ninpu-r7", NULL);
  place->before = type ("horse staple 7");
  place->password = type ("horse staple 8");
}

static void
tear_down (Place *place, gconstpointer data)
{
  g_assert_true (mado_personal_key_destroy (place->profile, NULL));
  g_assert_no_errno (g_rmdir (place->folder)); /* nothing else was left there */
  g_free (place->folder);
  g_free (place->profile);
  mado_secret_free (place->before);
  mado_secret_free (place->password);
}

static void
assert_locked (const Place *place, const MadoSecret *password)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mado_personal_key_unlock (place->profile, password, &error));
  g_assert_error (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_PASSWORD);
}

static MadoPublicKey
read_public (const Place *place)
{
  MadoPublicKey key;
  g_autoptr (GError) error = NULL;

  mado_personal_key_read_public (place->profile, &key, &error);
  g_assert_no_error (error);

  return key;
}

static MadoSigningKey *
make (const Place *place)
{
  MadoSigningKey *key = mado_signing_key_generate (NULL);
  g_autoptr (GError) error = NULL;

  mado_personal_key_replace (place->profile, key, place->before, &cheap, &error);
  g_assert_no_error (error);

  return key;
}

static gboolean
is_of (const MadoPublicKey *public_key, const MadoSigningKey *key)
{
  g_autofree char *one = mado_public_key_to_hex (public_key);
  g_autofree char *other = mado_public_key_to_hex (mado_signing_key_get_public (key));

  return strcmp (one, other) == 0;
}

/* What the register has to have is read without the password: whoever signs is shown it. */
static void
test_none_is_said_to_be_none (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  MadoPublicKey key;

  g_assert_false (mado_personal_key_read_public (place->profile, &key, &error));
  g_assert_error (error, MADO_HANDOVER_ERROR, MADO_HANDOVER_ERROR_KEY);

  g_autoptr (MadoSigningKey) made = make (place);

  key = read_public (place);
  g_assert_true (is_of (&key, made));
}

static void
test_another_takes_its_place (Place *place, gconstpointer data)
{
  g_autoptr (MadoSigningKey) first = make (place);
  g_autoptr (MadoSigningKey) second = make (place);
  g_autoptr (MadoSigningKey) there = mado_personal_key_unlock (place->profile, place->before, NULL);
  MadoPublicKey key = read_public (place);

  g_assert_true (is_of (&key, second) && !is_of (&key, first));
  g_assert_true (is_of (mado_signing_key_get_public (there), second));
}

/* The key stays, and the register with it. */
static void
test_another_password_opens_the_same_key (Place *place, gconstpointer data)
{
  g_autoptr (MadoSigningKey) key = make (place);
  g_autoptr (MadoSigningKey) there = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (mado_personal_key_change_password (place->profile, place->password, place->before, &cheap, &error));
  g_assert_error (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_PASSWORD);
  g_clear_error (&error);
  mado_personal_key_change_password (place->profile, place->before, place->password, &cheap, &error);
  g_assert_no_error (error);
  assert_locked (place, place->before);
  there = mado_personal_key_unlock (place->profile, place->password, &error);
  g_assert_no_error (error);
  g_assert_true (is_of (mado_signing_key_get_public (there), key));
}

/* A terminal that is revoked keeps nothing that signs. */
static void
test_goes_with_the_profile (Place *place, gconstpointer data)
{
  g_autoptr (MadoSigningKey) key = make (place);
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_personal_key_is_there (place->profile));
  mado_profile_destroy (place->profile, &error);
  g_assert_no_error (error);
  g_assert_false (mado_personal_key_is_there (place->profile));
}

static void
test_what_is_no_key_is_told (Place *place, gconstpointer data)
{
  g_autofree char *path = g_strconcat (place->profile, MADO_PROFILE_SIGNING_KEY, NULL);
  g_autoptr (GError) error = NULL;
  MadoPublicKey key;

  g_assert_true (g_file_set_contents (path, "{\"public\":\"12\"}", -1, NULL));
  g_assert_false (mado_personal_key_read_public (place->profile, &key, &error));
  g_assert_error (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_FORMAT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add ("/personal-key/" name, Place, NULL, set_up, function, tear_down)
  ADD ("none-is-said-to-be-none", test_none_is_said_to_be_none);
  ADD ("another-takes-its-place", test_another_takes_its_place);
  ADD ("another-password-opens-the-same-key", test_another_password_opens_the_same_key);
  ADD ("goes-with-the-profile", test_goes_with_the_profile);
  ADD ("what-is-no-key-is-told", test_what_is_no_key_is_told);

  return g_test_run ();
}
