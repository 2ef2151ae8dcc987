/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What making, writing and opening a hand-over packet fails with. */

#define MADO_PACKET_ERROR (mado_packet_error_quark ())

typedef enum {
  MADO_PACKET_ERROR_PROGRAMME,   /* the programme makes no such packet, or not for that receiver */
  MADO_PACKET_ERROR_CONTENT,     /* something in the cases must not go, or cannot: the findings say what */
  MADO_PACKET_ERROR_TOO_LARGE,   /* more than a packet may hold, or than one may say it holds */
  MADO_PACKET_ERROR_PASSWORD,    /* it does not open the packet */
  MADO_PACKET_ERROR_DAMAGED,     /* bytes of the packet are not what was written */
  MADO_PACKET_ERROR_FORMAT,      /* whole, but no packet, or no receipt, or one of a newer release */
  MADO_PACKET_ERROR_CHANGED,     /* what it says is not what was signed */
  MADO_PACKET_ERROR_KEY_UNKNOWN, /* signed by a key that is not on the list */
  MADO_PACKET_ERROR_RECEIVER,    /* it is for somebody else */
  MADO_PACKET_ERROR_COUNT,       /* records or amount are not what was said */
  MADO_PACKET_ERROR_DIGEST,      /* another packet than the one that was asked about */
  MADO_PACKET_ERROR_READ_BACK,   /* the medium does not give back what was written on it */
  MADO_PACKET_ERROR_FULL,        /* the medium has no room */
  MADO_PACKET_ERROR_EXISTS,      /* something of that name is there already */
  MADO_PACKET_ERROR_MISSING,     /* there is no such file, folder or medium */
  MADO_PACKET_ERROR_READ_ONLY,   /* the medium may not be written */
  MADO_PACKET_ERROR_MEDIUM,      /* it could not be written or read: pulled, or broken */
  MADO_PACKET_ERROR_FAILED,      /* anything else: a library could not do its work */
} MadoPacketError;

GQuark mado_packet_error_quark (void);
const char *mado_packet_error_get_name (MadoPacketError code);
void mado_packet_error_set_errno (GError **error, int code, const char *attempted);

G_END_DECLS
