/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Memory for keys and passwords. */

#include "mado-secret.h"

#include <errno.h>
#include <openssl/crypto.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <unistd.h>

struct _MadoSecret {
  guint8 *pages; /* a guard page, the pages that hold the bytes, a guard page */
  gsize size;    /* of the pages between the guards */
  guint8 *bytes; /* at their very end, so that the first byte too far is a guard's */
  gsize length;
  gboolean is_locked;
};

static gsize
get_page_size (void)
{
  return (gsize) sysconf (_SC_PAGESIZE);
}

/* A core has what no file may have: not the secrets alone, which are left out of it, but what was decrypted with them
 * and the copies that libraries make. The limit is one byte, because with none at all the kernel still hands a core to
 * a program that collects them. PR_SET_DUMPABLE would do, too, but then the portals of a sandbox could not tell whose
 * process this is. */
static gpointer
forbid_cores (gpointer unused)
{
  struct rlimit limit = { 0 };

  if (getrlimit (RLIMIT_CORE, &limit) == 0) {
    limit.rlim_max = MIN (limit.rlim_max, 1);
    limit.rlim_cur = limit.rlim_max;
    (void) setrlimit (RLIMIT_CORE, &limit); /* ignored: to lower a limit is always allowed */
  }

  return NULL;
}

/**
 * mado_secret_new:
 * @length: how many bytes
 *
 * From the first one on the process leaves no core behind, however it ends. A program that has no memory left for a
 * secret ends, as it does where GLib has none.
 *
 * Returns: (transfer full): zero bytes, to be filled in place
 */
MadoSecret *
mado_secret_new (gsize length)
{
  static GOnce once = G_ONCE_INIT;
  MadoSecret *self = g_new0 (MadoSecret, 1);
  gsize page = get_page_size ();

  g_once (&once, forbid_cores, NULL);
  self->length = length;
  self->size = (length / page + 1) * page;
  self->pages = mmap (NULL, self->size + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (self->pages == MAP_FAILED || mprotect (self->pages + page, self->size, PROT_READ | PROT_WRITE) != 0)
    g_error ("no memory for a secret: %s", g_strerror (errno));
  self->bytes = self->pages + page + self->size - length;
  self->is_locked = mlock (self->pages + page, self->size) == 0;
  (void) madvise (self->pages + page, self->size, MADV_DONTDUMP); /* ignored: only a kernel that cannot refuses */

  return self;
}

/**
 * mado_secret_new_random:
 * @length: how many bytes
 *
 * Returns: (transfer full): bytes from the kernel's generator
 */
MadoSecret *
mado_secret_new_random (gsize length)
{
  MadoSecret *self = mado_secret_new (length);
  gsize n_filled = 0;

  while (n_filled < length) {
    gssize n = getrandom (self->bytes + n_filled, length - n_filled, 0);

    if (n < 0 && errno != EINTR)
      g_error ("no random bytes: %s", g_strerror (errno));
    n_filled += n > 0 ? (gsize) n : 0;
  }

  return self;
}

/**
 * mado_secret_new_wiping:
 * @source: bytes, which are zero afterwards
 * @length: how many
 *
 * Returns: (transfer full): the bytes
 */
MadoSecret *
mado_secret_new_wiping (void *source, gsize length)
{
  MadoSecret *self = mado_secret_new (length);

  if (length > 0)
    memcpy (self->bytes, source, length);
  OPENSSL_cleanse (source, length);

  return self;
}

/**
 * mado_secret_copy:
 * @self: (nullable): a secret
 *
 * Returns: (transfer full) (nullable): the same bytes on pages of their own; %NULL of %NULL
 */
MadoSecret *
mado_secret_copy (const MadoSecret *self)
{
  MadoSecret *copy;

  if (self == NULL)
    return NULL;
  copy = mado_secret_new (self->length);
  if (self->length > 0)
    memcpy (copy->bytes, self->bytes, self->length);

  return copy;
}

/**
 * mado_secret_free:
 * @self: (nullable) (transfer full): a secret
 */
void
mado_secret_free (MadoSecret *self)
{
  if (self == NULL)
    return;

  OPENSSL_cleanse (self->bytes, self->length);
  munmap (self->pages, self->size + 2 * get_page_size ());
  g_free (self);
}

/**
 * mado_secret_get_bytes:
 * @self: a secret
 *
 * Returns: (transfer none): the bytes, to be used where they lie
 */
guint8 *
mado_secret_get_bytes (const MadoSecret *self)
{
  return self->bytes;
}

/**
 * mado_secret_get_length:
 * @self: a secret
 *
 * Returns: how many bytes it has
 */
gsize
mado_secret_get_length (const MadoSecret *self)
{
  return self->length;
}

/**
 * mado_secret_is_locked:
 * @self: a secret
 *
 * Returns: whether the system keeps it out of swap; it does not where RLIMIT_MEMLOCK is used up
 */
gboolean
mado_secret_is_locked (const MadoSecret *self)
{
  return self->is_locked;
}

/**
 * mado_secret_equals:
 * @a: a secret
 * @b: a secret
 *
 * Returns: whether they hold the same bytes, in a time that tells nothing but their lengths
 */
gboolean
mado_secret_equals (const MadoSecret *a, const MadoSecret *b)
{
  return a->length == b->length && CRYPTO_memcmp (a->bytes, b->bytes, a->length) == 0;
}
