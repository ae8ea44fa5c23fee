// Every kind of field on one page.

/** A page with one form that asks for everything, and one in a dialog. */
export function formPage(locale) {
  const zh = locale === 'zh-CN';
  const t = (chinese, english) => (zh ? chinese : english);
  const action = (name, label, schema, more = {}) => ({ name, label, method: 'POST', href: `/module/hello/actions/${name}`, schema, form: 'inline', ...more });
  return {
    id: 'forms', plugin: 'hello', path: '/module/hello/forms/', title: t('表单', 'Forms'), description: t('表单能问的一切', 'Everything a form can ask'), template: 'form', icon: 'list-checks', hash: 'f',
    header_actions: ['small'],
    body: [{ type: 'card', body: [{ type: 'form', action: 'everything', submit: t('提交全部', 'Send everything') }] }],
    data: { libraries: { href: '/module/hello/libraries', key: 'id', live: null } },
    snapshot: { libraries: { items: [{ id: 'films', title: t('电影', 'Films'), path: 'media:/films/' }, { id: 'shows', title: t('剧集', 'Shows'), path: 'media:/shows/' }], next: null } },
    actions: {
      everything: action('everything', t('全部', 'Everything'), everything(t), {
        groups: [{ id: 'schedule', label: t('时间', 'When') }, { id: 'advanced', folded: true, fields: ['raw', 'limits'] }],
        fields: {
          library: { options: { source: 'libraries', label: 'title', hint: '${row.path}' } },
          cron: { group: 'schedule' }, start: { group: 'schedule' }, day: { group: 'schedule' }, time: { group: 'schedule' },
          pause: { when: 'form.notify == true' }, 'headers/name': { placeholder: 'X-Token' },
        },
      }),
      small: action('small', t('快速添加', 'Quick add'), { type: 'object', $defs: everything(t).$defs, required: ['name', 'secret'], properties: { name: { type: 'string', title: t('名字', 'Name') }, secret: { type: 'string', format: 'password', title: t('密码', 'Password') }, headers: everything(t).properties.headers } }, { form: 'dialog', primary: true, icon: 'plus' }),
    },
  };
}

function everything(t) {
  const text = (title, more = {}) => ({ type: 'string', title, ...more });
  return {
    type: 'object', required: ['name', 'mode', 'languages', 'target'],
    $defs: { header: { type: 'object', title: t('请求头', 'Header'), required: ['name'], properties: { name: text(t('名称', 'Name'), { minLength: 1, pattern: '^[A-Za-z-]+$' }), value: text(t('值', 'Value')), secret: { type: 'boolean', title: t('保密', 'Secret') } } },
      folder: { type: 'object', title: t('文件夹', 'Folder'), required: ['name'], properties: { name: text(t('名称', 'Name')), inside: { type: 'array', title: t('里面的', 'Inside'), items: { $ref: '#/$defs/folder' } } } } },
    properties: {
      name: text(t('名称', 'Name'), { minLength: 2, maxLength: 40, examples: [t('周末电影', 'Weekend films')] }),
      mode: { title: t('方式', 'Mode'), oneOf: [{ const: 'copy', title: t('复制', 'Copy') }, { const: 'move', title: t('移动', 'Move') }], default: 'copy' },
      about: { type: ['string', 'null'], title: t('说明', 'About'), format: 'multiline' },
      address: text(t('网址', 'Address'), { format: 'uri' }),
      mail: text(t('邮箱', 'Mail'), { format: 'email' }),
      folder: text(t('文件夹', 'Folder'), { format: 'storage-folder' }),
      library: text(t('媒体库', 'Library')),
      plugin: text(t('插件', 'Plugin'), { format: 'plugin' }),
      languages: { type: 'array', title: t('语言', 'Languages'), items: { type: 'string', format: 'language' }, minItems: 1, uniqueItems: true },
      tags: { type: 'array', title: t('标签', 'Tags'), items: { type: 'string', maxLength: 20 }, uniqueItems: true, maxItems: 5 },
      links: { type: 'array', title: t('链接', 'Links'), items: { type: 'string', format: 'uri' } },
      days: { type: 'array', title: t('种类', 'Kinds'), items: { type: 'string', enum: ['film', 'show', 'music'], 'x-labels': { film: t('电影', 'Films'), show: t('剧集', 'Shows'), music: t('音乐', 'Music') } } },
      amount: { type: 'number', title: t('比例', 'Ratio'), exclusiveMinimum: 0, maximum: 1, multipleOf: 0.05 },
      size: { type: 'integer', title: t('大小', 'Size'), format: 'bytes', default: 1073741824 },
      wait: text(t('等待', 'Wait'), { format: 'duration', default: 'PT5M' }),
      notify: { type: 'boolean', title: t('通知我', 'Notify me'), description: t('完成以后', 'When it is done') },
      pause: text(t('通知前等待', 'Wait before telling'), { format: 'duration' }),
      careful: { type: ['boolean', 'null'], title: t('小心一点', 'Carefully') },
      cron: text(t('计划', 'Schedule'), { format: 'cron' }),
      start: text(t('开始', 'Begins'), { format: 'date-time' }), day: text(t('日期', 'Day'), { format: 'date' }), time: text(t('时刻', 'Time'), { format: 'time' }),
      color: text(t('颜色', 'Colour'), { format: 'color' }),
      secret: text(t('密钥', 'Secret'), { format: 'password' }),
      headers: { type: 'array', title: t('请求头', 'Headers'), items: { $ref: '#/$defs/header' }, maxItems: 4 },
      folders: { type: 'array', title: t('文件夹树', 'Folder tree'), items: { $ref: '#/$defs/folder' } },
      proxy: { type: 'object', title: t('代理', 'Proxy'), description: t('一般不需要', 'Rarely needed'), required: ['host'], properties: { host: text(t('主机', 'Host')), port: { type: 'integer', title: t('端口', 'Port'), minimum: 1, maximum: 65535 } } },
      target: { title: t('目标', 'Target'), oneOf: [
        { type: 'object', title: t('本机文件夹', 'Folder here'), required: ['kind', 'path'], properties: { kind: { const: 'local' }, path: text(t('路径', 'Path'), { format: 'storage-path' }) } },
        { type: 'object', title: t('另一台机器', 'Another machine'), required: ['kind', 'host'], properties: { kind: { const: 'remote' }, host: text(t('主机', 'Host')), tls: { type: 'boolean', title: 'TLS', default: true } } }] },
      weights: { type: 'object', title: t('权重', 'Weights'), additionalProperties: { type: 'integer', minimum: 1 } },
      replace: { type: 'object', title: t('替换', 'Replace'), additionalProperties: { type: 'string' } },
      raw: { title: t('其他', 'Anything else') },
      limits: { type: 'array', title: t('限制', 'Limits'), prefixItems: [{ type: 'integer' }, { type: 'string' }] },
      made: text(t('创建者', 'Made by'), { readOnly: true, default: 'ada' }),
      old: text(t('旧选项', 'Old option'), { deprecated: true }),
    },
    if: { properties: { mode: { const: 'move' } }, required: ['mode'] },
    then: { properties: { keep: { type: 'boolean', title: t('留一份在回收站', 'Keep one in the trash'), default: true } } },
  };
}

/** What authors of remote plugins may write by mistake, or to do harm. */
export function oddFormPage() {
  const long = 'Very long '.repeat(400);
  let deep = { type: 'string', title: 'Bottom' };
  for (let i = 0; i < 14; i++) deep = { type: 'object', title: `Level ${i}`, required: ['in'], properties: { in: deep } };
  const schema = {
    type: 'object', required: ['loop', 'nothing', 'deep'], $defs: { loop: { $ref: '#/$defs/loop' }, self: { type: 'object', title: 'Self', required: ['again'], properties: { again: { $ref: '#/$defs/self' } } } },
    properties: {
      long: { type: 'string', title: long, description: long, enum: [long, 'short'] }, rtl: { type: 'string', title: 'name\u202egnp.exe', default: '\u202edetrever' }, script: { type: 'string', title: '<script>alert(1)</script>', enum: ['<img src=x onerror=alert(1)>', 'b'] },
      loop: { $ref: '#/$defs/loop' }, self: { $ref: '#/$defs/self' }, away: { $ref: 'https://evil.example/schema' }, nothing: {}, never: false, broken: { type: 'string', pattern: '(' }, typeless: { title: 'T', enum: [] },
      many: { type: 'string', enum: Array.from({ length: 500 }, (_, i) => `value ${i}`) }, wrong: { type: 'integer', default: 'text', minimum: 'x' }, mixed: { type: ['string', 'number', 'object'] }, deep,
      'a/b~c d"e': { type: 'string', title: 'Odd name' }, __proto__x: { type: 'string' }, constructor: { type: 'string', title: 'Constructor' }, empty: { type: 'object', properties: {} }, list: { type: 'array', items: false }, one: { oneOf: [{}] }, any: { anyOf: [] },
    },
  };
  return { id: 'odd', plugin: 'hello', path: '/module/hello/odd/', title: 'Odd', template: 'form', icon: 'bug', hash: 'o', body: [{ type: 'card', body: [{ type: 'form', action: 'odd' }] }],
    actions: { odd: { name: 'odd', label: 'Send', method: 'POST', href: '/module/hello/actions/odd', form: 'inline', schema, fields: { nowhere: { label: 'x' }, long: { when: 'not ( CEL' }, rtl: { options: null } } } } };
}

/** Fields that stand on a page by themselves. */
export function fieldPage(locale) {
  const t = (chinese, english) => (locale === 'zh-CN' ? chinese : english);
  const action = (name, label, schema) => ({ name, label, method: 'POST', href: `/module/hello/actions/${name}`, args: { who: 'ada' }, form: 'none', schema: { type: 'object', properties: { who: { type: 'string' }, [name]: schema }, required: ['who', name] } });
  return {
    id: 'fields', plugin: 'hello', path: '/module/hello/fields/', title: t('字段', 'Fields'), template: 'settings', icon: 'sliders-horizontal', hash: 'l',
    body: [
      { type: 'field', id: 'limit', action: 'limit', label: t('最多同时', 'At once'), value: '${stats.limit}', hint: t('1 到 8', 'From 1 to 8') },
      { type: 'field', id: 'quiet', action: 'quiet', label: t('安静', 'Quiet'), value: '${stats.quiet}' },
      { type: 'field', id: 'name', action: 'name', label: t('名字', 'Name'), value: '${stats.name}' },
    ],
    data: { stats: { href: '/module/hello/stats', key: null, live: null } },
    snapshot: { stats: { limit: 3, quiet: false, name: 'Hello' } },
    actions: {
      limit: action('limit', 'Limit', { type: 'integer', minimum: 1, maximum: 8 }),
      quiet: action('quiet', 'Quiet', { type: 'boolean' }),
      name: action('name', 'Name', { type: 'string', maxLength: 20 }),
    },
  };
}

/** The settings of a plugin, on a page of its own. */
export function settingsFormPage(locale) {
  const title = locale === 'zh-CN' ? '设置' : 'Settings';
  return { id: 'settings', plugin: 'hello', path: '/module/hello/settings/', title, template: 'form', icon: 'settings', hash: 's', body: [{ type: 'card', body: [{ type: 'form', settings: true }] }] };
}
