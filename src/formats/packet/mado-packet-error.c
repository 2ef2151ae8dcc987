/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The error domain of hand-over packets, and how the system's errors come into it. */

#include "mado-packet-error.h"

#include <errno.h>

/**
 * mado_packet_error_quark:
 *
 * Returns: the domain of the errors of packets
 */
G_DEFINE_QUARK (mado_packet_error, mado_packet_error)

/**
 * mado_packet_error_get_name:
 * @code: a code
 *
 * Returns: (transfer none): its name for scripts, which never changes
 */
const char *
mado_packet_error_get_name (MadoPacketError code)
{
  static const char *const names[] = {
    [MADO_PACKET_ERROR_PROGRAMME] = "programme", [MADO_PACKET_ERROR_CONTENT] = "content",
    [MADO_PACKET_ERROR_TOO_LARGE] = "too-large", [MADO_PACKET_ERROR_PASSWORD] = "password",
    [MADO_PACKET_ERROR_DAMAGED] = "damaged",     [MADO_PACKET_ERROR_FORMAT] = "format",
    [MADO_PACKET_ERROR_CHANGED] = "changed",     [MADO_PACKET_ERROR_KEY_UNKNOWN] = "key-unknown",
    [MADO_PACKET_ERROR_RECEIVER] = "receiver",   [MADO_PACKET_ERROR_COUNT] = "count",
    [MADO_PACKET_ERROR_DIGEST] = "digest",       [MADO_PACKET_ERROR_READ_BACK] = "read-back",
    [MADO_PACKET_ERROR_FULL] = "full",           [MADO_PACKET_ERROR_EXISTS] = "exists",
    [MADO_PACKET_ERROR_MISSING] = "missing",     [MADO_PACKET_ERROR_READ_ONLY] = "read-only",
    [MADO_PACKET_ERROR_MEDIUM] = "medium",       [MADO_PACKET_ERROR_FAILED] = "failed",
  };

  return names[code];
}

static MadoPacketError
classify_errno (int code)
{
  switch (code) {
  case ENOENT:
  case ENOTDIR:
    return MADO_PACKET_ERROR_MISSING;
  case EEXIST:
    return MADO_PACKET_ERROR_EXISTS;
  case ENOSPC:
  case EDQUOT:
  case EFBIG:
    return MADO_PACKET_ERROR_FULL;
  case EROFS:
  case EACCES:
  case EPERM:
    return MADO_PACKET_ERROR_READ_ONLY;
  default:
    return MADO_PACKET_ERROR_MEDIUM;
  }
}

/**
 * mado_packet_error_set_errno:
 * @error: where to put it
 * @code: errno, as the failed call left it
 * @attempted: what was attempted, as in "cannot write the packet"
 */
void
mado_packet_error_set_errno (GError **error, int code, const char *attempted)
{
  g_set_error (error, MADO_PACKET_ERROR, (int) classify_errno (code), "%s: %s", attempted, g_strerror (code));
}
