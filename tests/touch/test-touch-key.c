/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A security key is enrolled, signs, and what it signs is known again as its own; and whatever can go wrong at it is
 * said. The real libfido2 speaks to a key in software. */

#include <string.h>

#include "mado-base-error.h"
#include "mado-packet-error.h"
#include "mado-packet-key-file.h"
#include "mado-touch-attendant.h"
#include "mado-touch-error.h"
#include "mado-touch-key.h"
#include "soft-key.h"

static const MadoArgon2idCost cheap = { .memory = 8, .passes = 1, .lanes = 1 };
static const char message[] = "{\"op\":1}";

static MadoSecret *
type (const char *text)
{
  g_autofree char *copy = g_strdup (text);

  return mado_secret_new_wiping (copy, strlen (text));
}

static MadoSigningKey *
enrol (void)
{
  g_autoptr (GError) error = NULL;
  MadoSigningKey *key = mado_touch_key_enrol (&error);

  g_assert_no_error (error);
  g_assert_nonnull (key);

  return key;
}

static gboolean
sign (const MadoSigningKey *key, MadoSignature *out_signature, GError **error)
{
  return mado_signing_key_sign (key, message, strlen (message), out_signature, error);
}

static void
assert_signs (const MadoSigningKey *key)
{
  g_autoptr (GError) error = NULL;
  MadoSignature signature;

  sign (key, &signature, &error);
  g_assert_no_error (error);
  g_assert_true (
      mado_signature_verify (&signature, mado_signing_key_get_public (key), message, strlen (message), NULL));
}

static void
assert_does_not_sign (const MadoSigningKey *key, MadoTouchError code)
{
  g_autoptr (GError) error = NULL;
  MadoSignature signature;

  g_assert_false (sign (key, &signature, &error));
  g_assert_error (error, MADO_TOUCH_ERROR, (int) code);
}

static void
assert_cannot_enrol (MadoTouchError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mado_touch_key_enrol (&error));
  g_assert_error (error, MADO_TOUCH_ERROR, (int) code);
}

/* --- what it signs ------------------------------------------------------------------------------------------------ */

static void
test_what_it_signed_is_known_again (void)
{
  g_autoptr (MadoSigningKey) key = enrol ();
  g_autofree char *text = mado_public_key_to_hex (mado_signing_key_get_public (key));
  g_autofree char *signed_as = NULL;
  MadoSignature signature, read;
  MadoPublicKey signer;

  g_assert_cmpuint (strlen (text), ==, 66);
  g_assert_true (g_str_has_prefix (text, "f2"));
  g_assert_true (sign (key, &signature, NULL));
  g_assert_cmpuint (signature.flags, ==, MADO_SIGNATURE_TOUCHED);
  g_assert_cmpuint (signature.counter, ==, 8); /* after the one with which it was enrolled */
  signed_as = mado_signature_to_hex (&signature);
  g_assert_cmpuint (strlen (signed_as), ==, 138);
  g_assert_cmpstr (signed_as + 128, ==, "0100000008");
  g_assert_true (mado_signature_from_hex (signed_as, &read, NULL));
  g_assert_true (mado_public_key_from_hex (text, &signer, NULL));
  g_assert_true (mado_signature_verify (&read, &signer, message, strlen (message), NULL));
}

/* The key gave it, but it counts for nothing: and nobody believes it for having come from the key. */
static void
assert_not_believed (MadoSigningKey *key, const char *why)
{
  g_autoptr (GError) error = NULL;
  MadoSignature signature;

  g_assert_false (sign (key, &signature, &error));
  g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_MISMATCH);
  g_assert_cmpstr (error->message, ==, why);
  soft_keys_reset ();
}

static void
test_what_it_gives_is_checked (void)
{
  g_autoptr (MadoSigningKey) key = enrol ();

  soft_keys.is_careless = TRUE;
  assert_not_believed (key, "nobody touched the security key that signed");
  soft_keys.is_forging = TRUE;
  assert_not_believed (key, "the signature is not the signer's on this message");
  soft_keys.more_flags = 0x08; /* it can be copied to elsewhere */
  assert_not_believed (key, "the security key says of its signature what is not known here");
  assert_signs (key);
}

/* libfido2 itself sees that the answer is about somebody else. */
static void
test_another_relying_party_is_refused (void)
{
  g_autoptr (MadoSigningKey) key = enrol ();
  g_autoptr (GError) error = NULL;
  MadoSignature signature;

  soft_keys.party = "example.org";
  g_assert_false (sign (key, &signature, &error));
  g_assert_nonnull (error);
}

/* --- in its file -------------------------------------------------------------------------------------------------- */

static void
test_password_unlocks_its_file (void)
{
  g_autoptr (MadoSigningKey) key = enrol ();
  g_autoptr (MadoSecret) right = type ("horse staple 7");
  g_autoptr (MadoSecret) wrong = type ("horse staple 8");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) text = mado_packet_key_lock (key, right, &cheap, &error);
  g_autoptr (MadoSigningKey) again = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (text, NULL), (gssize) g_bytes_get_size (text), "touch-key/1"));
  again = mado_packet_key_unlock (text, right, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (mado_signing_key_get_public (key), sizeof (MadoPublicKey), mado_signing_key_get_public (again),
                   sizeof (MadoPublicKey));
  assert_signs (again);
  g_assert_null (mado_packet_key_unlock (text, wrong, &error));
  g_assert_error (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_PASSWORD);
}

/* Whoever changes the public half in the file, which stands there in clear, has spoiled the file. */
static void
test_its_file_cannot_be_altered (void)
{
  g_autoptr (MadoSigningKey) key = enrol ();
  g_autoptr (MadoSecret) password = type ("horse staple 7");
  g_autoptr (GBytes) text = mado_packet_key_lock (key, password, &cheap, NULL);
  gsize length;
  const char *bytes = g_bytes_get_data (text, &length);

  for (gsize i = 0; i < length; i++) {
    g_autofree char *copy = g_memdup2 (bytes, length);
    g_autoptr (GBytes) altered = NULL;
    g_autoptr (MadoSigningKey) read = NULL;

    if (!g_ascii_isxdigit (copy[i]) || i < 20)
      continue;
    copy[i] = copy[i] == '1' ? '2' : '1';
    altered = g_bytes_new (copy, length);
    read = mado_packet_key_unlock (altered, password, NULL);
    g_assert_null (read);
  }
}

/* --- what a person does ------------------------------------------------------------------------------------------- */

static SoftKeyState
walk_away (G_GNUC_UNUSED gpointer user_data)
{
  return SOFT_KEY_GIVES_UP;
}

static SoftKeyState
pull_it_out (G_GNUC_UNUSED gpointer user_data)
{
  return SOFT_KEY_PULLED;
}

static SoftKeyState
wait_on (G_GNUC_UNUSED gpointer user_data)
{
  return SOFT_KEY_WAITS;
}

typedef struct {
  guint n_begun, n_ended, n_asked;
  const char *pin;   /* (nullable) */
  gboolean gives_up; /* as soon as the key blinks */
  guint n_blinks;    /* until somebody comes */
} Person;

static void
see_blinking (GCancellable *cancellable, gpointer data)
{
  Person *person = data;

  person->n_begun++;
  if (person->gives_up)
    g_cancellable_cancel (cancellable);
}

static void
see_end (gpointer data)
{
  ((Person *) data)->n_ended++;
}

static MadoSecret *
say_pin (gpointer data, GError **error)
{
  Person *person = data;

  person->n_asked++;
  if (person->pin != NULL)
    return type (person->pin);
  g_set_error_literal (error, MADO_TOUCH_ERROR, MADO_TOUCH_ERROR_CANCELLED, "it was cancelled: nothing was signed");

  return NULL;
}

static Person person;
static const MadoTouchAttendant attendant = { see_blinking, see_end, say_pin, &person };

static SoftKeyState
come_late (gpointer data)
{
  return person.n_blinks-- > 0 ? SOFT_KEY_WAITS : SOFT_KEY_TOUCHED;
}

static void
test_person_is_told_while_it_blinks (void)
{
  g_autoptr (MadoSigningKey) key = enrol ();

  mado_touch_set_attendant (&attendant);
  person = (Person) { .n_blinks = 3 };
  soft_keys.ask_person = come_late;
  assert_signs (key);
  g_assert_cmpuint (person.n_begun, ==, 1);
  g_assert_cmpuint (person.n_ended, ==, 1);
  g_assert_cmpuint (person.n_asked, ==, 0);
}

static void
test_person_may_give_up (void)
{
  g_autoptr (MadoSigningKey) key = enrol ();

  mado_touch_set_attendant (&attendant);
  person = (Person) { .gives_up = TRUE };
  soft_keys.ask_person = wait_on;
  assert_does_not_sign (key, MADO_TOUCH_ERROR_CANCELLED);
  assert_cannot_enrol (MADO_TOUCH_ERROR_CANCELLED);
  g_assert_cmpuint (person.n_ended, ==, 2);
  soft_keys_reset ();
  person = (Person) {};
  assert_signs (key);
}

static void
test_nobody_comes (void)
{
  g_autoptr (MadoSigningKey) key = enrol ();

  soft_keys.ask_person = walk_away;
  assert_does_not_sign (key, MADO_TOUCH_ERROR_UNTOUCHED);
  assert_cannot_enrol (MADO_TOUCH_ERROR_UNTOUCHED);
}

static void
test_it_is_pulled_out (void)
{
  g_autoptr (MadoSigningKey) key = enrol ();

  soft_keys.ask_person = pull_it_out;
  assert_does_not_sign (key, MADO_TOUCH_ERROR_PULLED);
  assert_cannot_enrol (MADO_TOUCH_ERROR_PULLED);
  soft_keys_reset ();
  soft_keys.n_plugged = 0;
  g_assert_false (mado_touch_is_there ());
  assert_does_not_sign (key, MADO_TOUCH_ERROR_NONE_THERE);
  assert_cannot_enrol (MADO_TOUCH_ERROR_NONE_THERE);
  soft_keys_reset ();
  g_assert_true (mado_touch_is_there ());
  assert_signs (key);
}

/* --- which key ---------------------------------------------------------------------------------------------------- */

static MadoSigningKey *
forget_credential (const MadoSigningKey *key)
{
  g_autoptr (GBytes) other = g_bytes_new_static ("of another", 10);

  return mado_touch_key_new (mado_signing_key_get_public (key), other);
}

static void
test_the_right_one_of_several_signs (void)
{
  g_autoptr (MadoSigningKey) key = enrol ();
  g_autoptr (MadoSigningKey) stranger = forget_credential (key);

  assert_does_not_sign (stranger, MADO_TOUCH_ERROR_OTHER);
  soft_keys.n_plugged = 3;
  assert_signs (key);
  assert_does_not_sign (stranger, MADO_TOUCH_ERROR_OTHER);
  assert_cannot_enrol (MADO_TOUCH_ERROR_SEVERAL);
}

static void
test_unsuitable_one_is_told (void)
{
  soft_keys.is_old = TRUE;
  assert_cannot_enrol (MADO_TOUCH_ERROR_UNSUITABLE);
  soft_keys_reset ();
  soft_keys.lacks_eddsa = TRUE;
  assert_cannot_enrol (MADO_TOUCH_ERROR_UNSUITABLE);
  soft_keys_reset ();
  soft_keys.denies_eddsa = TRUE;
  assert_cannot_enrol (MADO_TOUCH_ERROR_UNSUITABLE);
}

/* --- the PIN ------------------------------------------------------------------------------------------------------ */

static void
test_pin_is_asked_where_it_is_wanted (void)
{
  g_autoptr (MadoSigningKey) key = NULL;
  MadoSignature signature;

  mado_touch_set_attendant (&attendant);
  person = (Person) { .pin = "2468" };
  soft_keys.pin = "2468";
  key = enrol ();
  g_assert_cmpuint (person.n_asked, ==, 1);
  assert_signs (key);
  g_assert_cmpuint (person.n_asked, ==, 1);
  soft_keys.is_strict = TRUE;
  g_assert_true (sign (key, &signature, NULL));
  g_assert_cmpuint (person.n_asked, ==, 2);
  g_assert_cmpuint (signature.flags, ==, MADO_SIGNATURE_TOUCHED | MADO_SIGNATURE_PIN);
  g_assert_true (
      mado_signature_verify (&signature, mado_signing_key_get_public (key), message, strlen (message), NULL));
}

static void
test_wrong_pin_is_told (void)
{
  mado_touch_set_attendant (&attendant);
  soft_keys.pin = "2468";
  soft_keys.tries = 2;
  person = (Person) { .pin = NULL };
  assert_cannot_enrol (MADO_TOUCH_ERROR_CANCELLED);
  person.pin = "1357";
  assert_cannot_enrol (MADO_TOUCH_ERROR_PIN);
  assert_cannot_enrol (MADO_TOUCH_ERROR_LOCKED);
  person.pin = "2468";
  assert_cannot_enrol (MADO_TOUCH_ERROR_LOCKED);
  mado_touch_set_attendant (NULL);
  assert_cannot_enrol (MADO_TOUCH_ERROR_PIN);
}

/* Each test begins with one key plugged in that is touched at once, and nobody to tell. */
static void
begin_anew (gconstpointer test)
{
  soft_keys_reset ();
  mado_touch_set_attendant (NULL);
  (*(void (*const *) (void)) test) ();
}

int
main (int argc, char **argv)
{
  static const struct {
    void (*test) (void);
    const char *name;
  } tests[] = {
    { test_what_it_signed_is_known_again, "/touch/what-it-signed-is-known-again" },
    { test_what_it_gives_is_checked, "/touch/what-it-gives-is-checked" },
    { test_another_relying_party_is_refused, "/touch/another-relying-party-is-refused" },
    { test_password_unlocks_its_file, "/touch/password-unlocks-its-file" },
    { test_its_file_cannot_be_altered, "/touch/its-file-cannot-be-altered" },
    { test_person_is_told_while_it_blinks, "/touch/person-is-told-while-it-blinks" },
    { test_person_may_give_up, "/touch/person-may-give-up" },
    { test_nobody_comes, "/touch/nobody-comes" },
    { test_it_is_pulled_out, "/touch/it-is-pulled-out" },
    { test_the_right_one_of_several_signs, "/touch/the-right-one-of-several-signs" },
    { test_unsuitable_one_is_told, "/touch/unsuitable-one-is-told" },
    { test_pin_is_asked_where_it_is_wanted, "/touch/pin-is-asked-where-it-is-wanted" },
    { test_wrong_pin_is_told, "/touch/wrong-pin-is-told" },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add_data_func (tests[i].name, &tests[i].test, begin_anew);

  return g_test_run ();
}
