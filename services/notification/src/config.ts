import { Type } from 'typebox';

/** The settings of this service beside those that all have. */
export const NotificationSettings = Type.Object({
  YUANQU_SMTP_URL: Type.Optional(
    Type.String({
      secret: true,
      pattern: '^smtps?://',
      description:
        'the mail server, smtp://user:password@host:port; without it mails are files in YUANQU_DATA/mail',
    }),
  ),
  YUANQU_MAIL_FROM: Type.String({
    default: '园区平台 Yuanqu <no-reply@yuanqu.invalid>',
    description: 'the sender of mails',
  }),
  YUANQU_NOTIFICATION_KEY: Type.Optional(
    Type.String({
      secret: true,
      pattern: '^[A-Za-z0-9+/]{43}=$',
      description:
        'the key that webhook secrets, robots’ keys and phone numbers are kept under: 32 random bytes in base64 (openssl rand -base64 32); without it one is made in YUANQU_DATA/keys',
    }),
  ),
  YUANQU_WEBHOOK_ALLOW_LOOPBACK: Type.Boolean({
    default: false,
    description: 'whether webhooks may call this machine: for demos and tests only',
  }),
  YUANQU_SMS_URL: Type.Optional(
    Type.String({
      pattern: '^https?://',
      description: 'where the SMS provider takes messages; without it they are files in YUANQU_DATA/sms',
    }),
  ),
  YUANQU_SMS_KEY: Type.Optional(
    Type.String({
      secret: true,
      minLength: 16,
      description: 'what requests to the SMS provider are signed with',
    }),
  ),
  YUANQU_WECOM_URL: Type.String({
    default: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send',
    pattern: '^https?://',
    description: 'where robots of WeCom group chats take messages; the key is put behind it',
  }),
  YUANQU_DINGTALK_URL: Type.String({
    default: 'https://oapi.dingtalk.com/robot/send',
    pattern: '^https?://',
    description: 'where robots of DingTalk group chats take messages; token and signature are put behind it',
  }),
  YUANQU_STREAMS: Type.Integer({ default: 5_000, minimum: 1, description: 'live streams open at a time' }),
});
