/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The data key of a profile, locked in a file.
 *
 *   KEK     = HKDF-SHA-256 (Argon2id (password, salt) ‖ terminal's share ‖ service's share, salt, header)
 *   wrapped = AES-256-KW (KEK, data key)
 *
 * The header goes into the KEK, so that no field of it can be altered and the key still open. The checksum tells a
 * damaged file from a wrong password; every format has the first two fields and ends in one. */

#include "mado-key-file.h"

#include <string.h>

#include "mado-base-error.h"
#include "mado-durable-file.h"
#include "mado-fault-point.h"
#include "mado-hash.h"
#include "mado-hkdf.h"
#include "mado-key-wrap.h"
#include "mado-store-error.h"

#define FORMAT 1
#define LARGEST_FILE 4096 /* of any format to come */
#define SALT_SIZE 16
#define WRAPPED_SIZE (MADO_DATA_KEY_SIZE + 8)

static const char mark[8] = "MADOKEY";

enum {
  FLAG_SERVICE_SHARE = 1 << 0, /* the service's share is needed */
};

/* Numbers are big-endian. There is no padding. */
typedef struct {
  char mark[8];
  guint32 format;
  guint32 flags;
  guint32 memory; /* of Argon2id: KiB */
  guint32 passes;
  guint32 lanes;
  MadoId profile;
  guint8 salt[SALT_SIZE];
} Header;

typedef struct {
  Header header;
  guint8 wrapped[WRAPPED_SIZE];
  MadoHash checksum; /* SHA-256 of all before */
} KeyFile;

G_STATIC_ASSERT (sizeof (KeyFile) == 8 + 5 * 4 + 16 + SALT_SIZE + WRAPPED_SIZE + MADO_HASH_SIZE);

/**
 * mado_key_file_get_default_cost:
 *
 * What RFC 9106 recommends where memory is scarce. It is dearer than the cost of an account, because whoever stole a
 * disk may guess for as long as he likes, and a terminal opens one profile at a time.
 *
 * Returns: (transfer none): the cost of a new file
 */
const MadoArgon2idCost *
mado_key_file_get_default_cost (void)
{
  static const MadoArgon2idCost cost = { .memory = 64 * 1024, .passes = 3, .lanes = 4 };

  return &cost;
}

static gboolean
fail_damaged (GError **error)
{
  g_set_error_literal (error, MADO_STORE_ERROR, MADO_STORE_ERROR_KEY_DAMAGED,
                       "cannot open the key: its file is damaged");

  return FALSE;
}

static gboolean
check_share (const MadoSecret *share, const char *owner, GError **error)
{
  if (share != NULL && mado_secret_get_length (share) == MADO_KEY_SHARE_SIZE)
    return TRUE;
  g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_SHARE_MISSING, "cannot open the key without the %s's share",
               owner);

  return FALSE;
}

static gboolean
check_shares (const Header *header, const MadoKeyShares *shares, GError **error)
{
  return check_share (shares->terminal_share, "terminal", error) &&
         ((header->flags & GUINT32_TO_BE (FLAG_SERVICE_SHARE)) == 0 ||
          check_share (shares->service_share, "service", error));
}

static MadoSecret *
stretch_password (const Header *header, const MadoSecret *password, GError **error)
{
  const MadoArgon2idCost cost = {
    .memory = GUINT32_FROM_BE (header->memory),
    .passes = GUINT32_FROM_BE (header->passes),
    .lanes = GUINT32_FROM_BE (header->lanes),
  };
  g_autoptr (GBytes) salt = g_bytes_new (header->salt, SALT_SIZE);
  const MadoArgon2idInput input = { .password = password, .salt = salt };

  return mado_argon2id_derive (&input, &cost, MADO_KEY_SHARE_SIZE, error);
}

/* The key that locks the data key. */
static MadoSecret *
derive_wrapping_key (const Header *header, const MadoKeyShares *shares, GError **error)
{
  g_autoptr (MadoSecret) stretched = NULL;
  g_autoptr (GBytes) purpose = g_bytes_new (header, sizeof *header);
  g_autoptr (GBytes) salt = g_bytes_new (header->salt, SALT_SIZE);
  const MadoSecret *parts[3] = { NULL, shares->terminal_share, shares->service_share };
  const gsize n_parts = (header->flags & GUINT32_TO_BE (FLAG_SERVICE_SHARE)) != 0 ? 3 : 2;

  if (!check_shares (header, shares, error))
    return NULL;
  parts[0] = stretched = stretch_password (header, shares->password, error);

  return stretched != NULL ? mado_hkdf_derive (parts, n_parts, salt, purpose, MADO_KEY_SIZE, error) : NULL;
}

static MadoHash
compute_checksum (const guint8 *bytes, gsize size)
{
  return mado_hash_of (bytes, size - MADO_HASH_SIZE);
}

static gboolean
check_bytes (const guint8 *bytes, gsize size, GError **error)
{
  MadoHash kept, computed;
  guint32 format;

  if (size < sizeof mark + sizeof format + MADO_HASH_SIZE || memcmp (bytes, mark, sizeof mark) != 0)
    return fail_damaged (error);
  memcpy (&kept, bytes + size - MADO_HASH_SIZE, MADO_HASH_SIZE);
  computed = compute_checksum (bytes, size);
  if (!mado_hash_equals (&kept, &computed))
    return fail_damaged (error);
  memcpy (&format, bytes + sizeof mark, sizeof format);
  if (GUINT32_FROM_BE (format) > FORMAT) {
    g_set_error_literal (error, MADO_STORE_ERROR, MADO_STORE_ERROR_NEWER,
                         "cannot open the key: a newer release wrote it");
    return FALSE;
  }

  return size == sizeof (KeyFile) || fail_damaged (error);
}

static gboolean
load_file (const char *path, MadoId profile, KeyFile *out_file, GError **error)
{
  g_autoptr (GBytes) content = mado_durable_file_load (path, LARGEST_FILE, error);
  gsize size = 0;
  const guint8 *bytes = content != NULL ? g_bytes_get_data (content, &size) : NULL;

  if (content == NULL || !check_bytes (bytes, size, error))
    return FALSE;
  memcpy (out_file, bytes, sizeof *out_file);
  if (mado_id_is_valid (profile) && mado_id_compare (out_file->header.profile, profile) != 0) {
    g_set_error_literal (error, MADO_STORE_ERROR, MADO_STORE_ERROR_OTHER_PROFILE,
                         "cannot open the key: it is of another profile");
    return FALSE;
  }

  return TRUE;
}

/* What the lock below says, in the words of this layer. A cost over the limits is a forged one. */
static void
translate_error (GError **error)
{
  if (error == NULL)
    return;
  if (g_error_matches (*error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID)) {
    g_clear_error (error);
    fail_damaged (error);
  } else if (g_error_matches (*error, MADO_BASE_ERROR, MADO_BASE_ERROR_MISMATCH)) {
    g_clear_error (error);
    g_set_error_literal (error, MADO_STORE_ERROR, MADO_STORE_ERROR_PASSWORD,
                         "cannot open the key: wrong password, or shares of another terminal");
  }
}

static Header
make_header (MadoId profile, const MadoKeyShares *shares, const MadoArgon2idCost *cost)
{
  g_autoptr (MadoSecret) salt = mado_secret_new_random (SALT_SIZE);
  Header header = {
    .format = GUINT32_TO_BE (FORMAT),
    .flags = GUINT32_TO_BE (shares->service_share != NULL ? FLAG_SERVICE_SHARE : 0),
    .memory = GUINT32_TO_BE (cost->memory),
    .passes = GUINT32_TO_BE (cost->passes),
    .lanes = GUINT32_TO_BE (cost->lanes),
    .profile = profile,
  };

  memcpy (header.mark, mark, sizeof mark);
  memcpy (header.salt, mado_secret_get_bytes (salt), SALT_SIZE);

  return header;
}

static gboolean
save_file (const char *path,
           MadoId profile,
           const MadoSecret *data_key,
           const MadoKeyShares *shares,
           const MadoArgon2idCost *cost,
           MadoDurableFileMode mode,
           GError **error)
{
  KeyFile file = { .header = make_header (profile, shares, cost) };
  g_autoptr (MadoSecret) wrapping = derive_wrapping_key (&file.header, shares, error);
  g_autoptr (GBytes) wrapped = wrapping != NULL ? mado_key_wrap (wrapping, data_key, error) : NULL;
  g_autoptr (GBytes) content = NULL;

  if (wrapped == NULL)
    return FALSE;
  g_assert (g_bytes_get_size (wrapped) == WRAPPED_SIZE);
  memcpy (file.wrapped, g_bytes_get_data (wrapped, NULL), WRAPPED_SIZE);
  file.checksum = compute_checksum ((const guint8 *) &file, sizeof file);
  content = g_bytes_new (&file, sizeof file);
  mado_fault_point ("key-wrapped");

  return mado_durable_file_save (path, content, mode, error);
}

/**
 * mado_key_file_save:
 * @path: where no such file may be
 * @profile: whose key it is
 * @data_key: the key, of %MADO_DATA_KEY_SIZE
 * @shares: what will open it
 * @cost: what a guess at the password costs
 * @error: where to put what went wrong
 *
 * Returns: whether the file is there, for good
 */
gboolean
mado_key_file_save (const char *path,
                    MadoId profile,
                    const MadoSecret *data_key,
                    const MadoKeyShares *shares,
                    const MadoArgon2idCost *cost,
                    GError **error)
{
  return save_file (path, profile, data_key, shares, cost, MADO_DURABLE_FILE_NEW, error);
}

/**
 * mado_key_file_open:
 * @path: a key file
 * @profile: whose key it should be; %MADO_ID_NONE: whoever's it is
 * @shares: what opens it; a service's share that takes no part is not looked at
 * @error: %MADO_STORE_ERROR_PASSWORD, %MADO_STORE_ERROR_SHARE_MISSING, %MADO_STORE_ERROR_KEY_DAMAGED,
 *   %MADO_STORE_ERROR_OTHER_PROFILE, %MADO_STORE_ERROR_NEWER, %MADO_STORE_ERROR_MISSING
 *
 * Returns: (transfer full) (nullable): the data key
 */
MadoSecret *
mado_key_file_open (const char *path, MadoId profile, const MadoKeyShares *shares, GError **error)
{
  g_autoptr (MadoSecret) wrapping = NULL;
  g_autoptr (MadoSecret) data_key = NULL;
  g_autoptr (GBytes) wrapped = NULL;
  KeyFile file;

  if (!load_file (path, profile, &file, error))
    return NULL;
  wrapped = g_bytes_new (file.wrapped, WRAPPED_SIZE);
  wrapping = derive_wrapping_key (&file.header, shares, error);
  if (wrapping != NULL)
    data_key = mado_key_unwrap (wrapping, wrapped, error);
  if (data_key == NULL)
    translate_error (error);

  return g_steal_pointer (&data_key);
}

/**
 * mado_key_file_takes_service_share:
 * @path: a key file
 * @out_takes: (out): whether nothing opens it without the service's share
 * @error: as mado_key_file_open(), as far as no key is needed to see it
 *
 * Returns: whether it could be read
 */
gboolean
mado_key_file_takes_service_share (const char *path, gboolean *out_takes, GError **error)
{
  KeyFile file;

  if (!load_file (path, MADO_ID_NONE, &file, error))
    return FALSE;
  *out_takes = (file.header.flags & GUINT32_TO_BE (FLAG_SERVICE_SHARE)) != 0;

  return TRUE;
}

/**
 * mado_key_file_change:
 * @path: a key file
 * @profile: whose key it should be
 * @shares: what opens it
 * @next: what will open it: another password, or with or without the service's share
 * @cost: what a guess at the password costs from now on
 * @error: as mado_key_file_open(); set too where the new file is there, but may not be after a power cut
 *
 * Locks the same data key anew, so nothing need be encrypted again.
 *
 * Returns: whether @next opens it from now on, and @shares no more
 */
gboolean
mado_key_file_change (const char *path,
                      MadoId profile,
                      const MadoKeyShares *shares,
                      const MadoKeyShares *next,
                      const MadoArgon2idCost *cost,
                      GError **error)
{
  g_autoptr (MadoSecret) data_key = mado_key_file_open (path, profile, shares, error);

  return data_key != NULL && save_file (path, profile, data_key, next, cost, MADO_DURABLE_FILE_REPLACE, error);
}

/**
 * mado_key_file_copy:
 * @from: a key file
 * @shares: what opens it
 * @to: another, which it takes the place of
 * @next: what opens that one
 * @cost: what a guess at its password costs
 * @error: as mado_key_file_open()
 *
 * Locks the same data key, of the same profile.
 *
 * Returns: whether @next opens @to from now on
 */
gboolean
mado_key_file_copy (const char *from,
                    const MadoKeyShares *shares,
                    const char *to,
                    const MadoKeyShares *next,
                    const MadoArgon2idCost *cost,
                    GError **error)
{
  g_autoptr (MadoSecret) data_key = mado_key_file_open (from, MADO_ID_NONE, shares, error);
  KeyFile file;

  return data_key != NULL && load_file (from, MADO_ID_NONE, &file, error) &&
         save_file (to, file.header.profile, data_key, next, cost, MADO_DURABLE_FILE_REPLACE, error);
}

/**
 * mado_key_file_destroy:
 * @path: a key file, or a place where none is
 * @error: what the system says; the key may then still be there
 *
 * Returns: whether the key is gone, and all that it opens with it
 */
gboolean
mado_key_file_destroy (const char *path, GError **error)
{
  g_autofree char *interrupted = g_strconcat (path, ".new", NULL); /* of a save that a crash cut short */

  return mado_durable_file_destroy (interrupted, error) && mado_durable_file_destroy (path, error);
}
