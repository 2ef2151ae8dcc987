/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds the security key that is meant among those that are plugged in, and asks it. */

#include "mado-touch-device.h"

#include <string.h>

#include "mado-signature.h"
#include "mado-touch-attendant.h"
#include "mado-touch-error.h"

#define MOST_DEVICES 16
#define PATIENCE_MS (120 * 1000) /* a key gives up by itself after about 30 seconds; this is for one that hangs */

struct _MadoTouchDevice {
  fido_dev_t *fido;
};

static GMutex in_use;

static fido_dev_info_t *
list_devices (gsize *out_n)
{
  fido_dev_info_t *list = fido_dev_info_new (MOST_DEVICES);

  *out_n = 0;
  fido_init (0);
  if (list != NULL && fido_dev_info_manifest (list, MOST_DEVICES, out_n) != FIDO_OK)
    *out_n = 0;

  return list;
}

/**
 * mado_touch_device_count:
 *
 * Returns: how many security keys are plugged in
 */
guint
mado_touch_device_count (void)
{
  gsize n_devices;
  fido_dev_info_t *list = list_devices (&n_devices);

  fido_dev_info_free (&list, MOST_DEVICES);

  return (guint) n_devices;
}

static void
close_fido (fido_dev_t *fido)
{
  if (fido == NULL)
    return;

  fido_dev_close (fido); /* ignored: it may be gone */
  fido_dev_free (&fido);
}

/* Returns: (nullable): an open key that speaks CTAP2 */
static fido_dev_t *
open_path (const char *path, GError **error)
{
  fido_dev_t *fido = fido_dev_new ();
  int code = fido != NULL ? fido_dev_open (fido, path) : FIDO_ERR_INTERNAL;

  if (code != FIDO_OK) {
    mado_touch_error_set (error, code);
    close_fido (fido);
    return NULL;
  }
  if (!fido_dev_is_fido2 (fido)) {
    mado_touch_error_set (error, FIDO_ERR_UNSUPPORTED_ALGORITHM);
    close_fido (fido);
    return NULL;
  }
  fido_dev_set_timeout (fido, PATIENCE_MS); /* ignored: without it one waits for as long as the key does */

  return fido;
}

/* Whether the credential is of this key: it says so without being touched. */
static gboolean
has_credential (fido_dev_t *fido, GBytes *credential)
{
  static const guint8 anything[MADO_HASH_SIZE];
  gsize length;
  const guint8 *id = g_bytes_get_data (credential, &length);
  fido_assert_t *assertion = fido_assert_new ();
  gboolean has_it = assertion != NULL &&
                    fido_assert_set_clientdata_hash (assertion, anything, sizeof anything) == FIDO_OK &&
                    fido_assert_set_rp (assertion, MADO_SIGNATURE_RELYING_PARTY) == FIDO_OK &&
                    fido_assert_allow_cred (assertion, id, length) == FIDO_OK &&
                    fido_assert_set_up (assertion, FIDO_OPT_FALSE) == FIDO_OK &&
                    fido_dev_get_assert (fido, assertion, NULL) == FIDO_OK;

  fido_assert_free (&assertion);

  return has_it;
}

static fido_dev_t *
choose (const fido_dev_info_t *list, gsize n_devices, GBytes *credential, GError **error)
{
  if (n_devices == 0) {
    g_set_error_literal (error, MADO_TOUCH_ERROR, MADO_TOUCH_ERROR_NONE_THERE,
                         "no security key is plugged in: plug it in and begin again");
    return NULL;
  }
  if (n_devices == 1)
    return open_path (fido_dev_info_path (fido_dev_info_ptr (list, 0)), error);
  for (gsize i = 0; credential != NULL && i < n_devices; i++) {
    fido_dev_t *fido = open_path (fido_dev_info_path (fido_dev_info_ptr (list, i)), NULL);

    if (fido != NULL && has_credential (fido, credential))
      return fido;
    close_fido (fido);
  }
  if (credential != NULL)
    mado_touch_error_set (error, FIDO_ERR_NO_CREDENTIALS);
  else
    g_set_error_literal (error, MADO_TOUCH_ERROR, MADO_TOUCH_ERROR_SEVERAL,
                         "several security keys are plugged in: leave the one that you mean, and begin again");

  return NULL;
}

/**
 * mado_touch_device_open:
 * @credential: (nullable): which key it is that is meant; %NULL: the only one that is plugged in
 * @error: %MADO_TOUCH_ERROR
 *
 * Waits while another thread uses one.
 *
 * Returns: (transfer full) (nullable): the key
 */
MadoTouchDevice *
mado_touch_device_open (GBytes *credential, GError **error)
{
  gsize n_devices;
  fido_dev_info_t *list;
  fido_dev_t *fido;
  MadoTouchDevice *self;

  g_mutex_lock (&in_use);
  list = list_devices (&n_devices);
  fido = choose (list, n_devices, credential, error);
  fido_dev_info_free (&list, MOST_DEVICES);
  if (fido == NULL) {
    g_mutex_unlock (&in_use);
    return NULL;
  }
  self = g_new0 (MadoTouchDevice, 1);
  self->fido = fido;

  return self;
}

/**
 * mado_touch_device_close:
 * @self: (transfer full): a key; on the thread that opened it
 */
void
mado_touch_device_close (MadoTouchDevice *self)
{
  close_fido (self->fido);
  g_free (self);
  g_mutex_unlock (&in_use);
}

/**
 * mado_touch_device_knows_eddsa:
 * @self: a key
 *
 * Returns: whether it may be asked for an Ed25519 key: not where it lists what it can, and that is not among it
 */
gboolean
mado_touch_device_knows_eddsa (MadoTouchDevice *self)
{
  fido_cbor_info_t *info = fido_cbor_info_new ();
  gsize n_algorithms = 0;
  gboolean knows_it = FALSE;

  if (info != NULL && fido_dev_get_cbor_info (self->fido, info) == FIDO_OK)
    n_algorithms = fido_cbor_info_algorithm_count (info);
  for (gsize i = 0; i < n_algorithms; i++)
    knows_it = knows_it || fido_cbor_info_algorithm_cose (info, i) == COSE_EDDSA;
  fido_cbor_info_free (&info);

  return knows_it || n_algorithms == 0;
}

static int
ask_with_pin (MadoTouchDevice *self, MadoTouchAsk ask, gpointer request, const MadoSecret *pin)
{
  const gsize length = mado_secret_get_length (pin);
  g_autoptr (MadoSecret) text = mado_secret_new (length + 1);

  memcpy (mado_secret_get_bytes (text), mado_secret_get_bytes (pin), length);
  mado_secret_get_bytes (text)[length] = 0;

  return mado_touch_wait (self->fido, ask, (const char *) mado_secret_get_bytes (text), request);
}

/**
 * mado_touch_device_ask:
 * @self: a key
 * @ask: for what; called again with the PIN where the key wants it
 * @request: for @ask
 * @error: %MADO_TOUCH_ERROR
 *
 * Returns: whether the key gave it
 */
gboolean
mado_touch_device_ask (MadoTouchDevice *self, MadoTouchAsk ask, gpointer request, GError **error)
{
  const MadoTouchAttendant *attendant = mado_touch_get_attendant ();
  int code = mado_touch_wait (self->fido, ask, NULL, request);

  if (code == FIDO_ERR_PIN_REQUIRED) {
    g_autoptr (MadoSecret) pin = attendant->ask_pin (attendant->user_data, error);

    if (pin == NULL)
      return FALSE;
    code = ask_with_pin (self, ask, request, pin);
  }
  if (code != FIDO_OK)
    mado_touch_error_set (error, code);

  return code == FIDO_OK;
}
